import type { UserSync } from '@jianchat/snapshot';
import type { BidderRow, Catalogue } from '../catalogue.ts';

/** A bidder that can be synced, under the key by which the cookie knows it. */
export interface Syncer {
  readonly bidder: string;
  readonly key: string;
  readonly sync: UserSync;
  readonly row: BidderRow;
}

interface Syncers {
  readonly byBidder: ReadonlyMap<string, Syncer>;
  /** Bidders of one family share a key. */
  readonly byKey: ReadonlyMap<string, readonly Syncer[]>;
}

const KNOWN = new WeakMap<Catalogue, Syncers>();

/** Who can be synced; indexed once per snapshot. */
export function syncersOf(catalogue: Catalogue): Syncers {
  const known = KNOWN.get(catalogue);
  if (known !== undefined) return known;
  const byBidder = new Map<string, Syncer>();
  for (const [bidder, row] of catalogue.bidders) {
    const sync = row.bidder.userSync ?? row.demand.adapters.get(row.bidder.adapter)?.userSync;
    if (sync?.enabled) byBidder.set(bidder, { bidder, key: sync.key ?? bidder, sync, row });
  }
  const made = { byBidder, byKey: Map.groupBy(byBidder.values(), ({ key }) => key) };
  KNOWN.set(catalogue, made);
  return made;
}
