import {
  type AuctionView,
  BELOW_FLOOR,
  BUDGET_SPENT,
  type ImpView,
  type LocalBook,
  type LocalDemand,
  type NonBid,
  type NonBidReason,
  type Offer,
} from '@jianchat/auction';
import type { HotState } from '@jianchat/hot';
import { createBest } from './best-entries.ts';
import { type Entry, type EntryList, indexLines, type LineIndex } from './line-index.ts';
import { bidOfCreative, shapesOf } from './ready-creative.ts';
import { createSpendGuard, type SpendGuard } from './spend-guard.ts';

export interface DirectDemandOptions {
  /** Where spent budgets are read. */
  readonly hot: HotState;
  /** How long an ad that went out counts as spent before it is charged, ms. */
  readonly reservationMs?: number;
}

/** The code under which direct ads are answered. */
const SEAT = 'jianchat';
/** Entries of one list that are looked at per imp, of those whose indexed targeting holds: bounds the work however many they are. */
const LOOKS_MAX = 256;
const NON_BIDS_MAX = 8;

/** Direct line items of the snapshot as demand. It reads context only, so it competes under every privacy regime. */
export function createDirectDemand(options: DirectDemandOptions): LocalDemand {
  const guard = createSpendGuard(options.hot, options.reservationMs);
  return {
    reach: 'local',
    kind: 'direct',
    seat: SEAT,
    load(snapshot): LocalBook {
      const index = indexLines(snapshot);
      return { offers: (imp, auction) => offersFor(imp, auction, { index, guard }) };
    },
  };
}

interface Means {
  readonly index: LineIndex;
  readonly guard: SpendGuard;
}

function offersFor(
  imp: ImpView,
  auction: AuctionView,
  { index, guard }: Means,
): ReturnType<LocalBook['offers']> {
  const best = createBest(auction.seed);
  const nonBids: NonBid[] = [];
  const consider = ({ entries, index: byTraits }: EntryList): void => {
    const bits = byTraits.eligible(auction.traits, imp);
    let looks = 0;
    for (let word = 0; word < bits.length; word++)
      for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
        const entry = entries[word * 32 + lowestBit(left)];
        // The dearest come first: once the places are taken by dearer ones, nobody further down can have one.
        if (entry === undefined || looks++ >= LOOKS_MAX || !best.hasPlaceFor(entry)) return;
        if (!matches(entry, imp, auction)) continue;
        const reason = reasonAgainst(entry, { imp, auction, guard });
        if (reason === undefined) best.take(entry);
        else if (nonBids.length < NON_BIDS_MAX) nonBids.push(nonBid(entry, imp, reason));
      }
  };
  const scope = { placement: imp.placement, media: auction.media };
  for (const shape of shapesOf(imp)) for (const list of index.lists({ ...scope, shape })) consider(list);
  return { offers: best.entries().flatMap((entry) => offerOf(entry, imp, { auction, guard })), nonBids };
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** What no index can know: the time, the currency, and rules that are no list of values. */
function matches({ line, targeting }: Entry, imp: ImpView, auction: AuctionView): boolean {
  return (
    line.startsAtMs <= auction.nowMs &&
    auction.nowMs < line.endsAtMs &&
    line.currency === auction.currency &&
    (targeting.rest === undefined || targeting.rest(auction.traits, imp))
  );
}

function reasonAgainst(
  entry: Entry,
  { imp, auction, guard }: { imp: ImpView; auction: AuctionView; guard: SpendGuard },
): NonBidReason | undefined {
  if (entry.line.priceCpmMicros < imp.floorMicros) return BELOW_FLOOR;
  const fit = entry.ready.fit(imp);
  if (!fit.ok) return fit.reason;
  return guard.fits(entry.line, auction.nowMs) ? undefined : BUDGET_SPENT;
}

function offerOf(
  entry: Entry,
  imp: ImpView,
  { auction, guard }: { auction: AuctionView; guard: SpendGuard },
): Offer[] {
  const { line, ready } = entry;
  const { creative, format } = ready;
  const fit = ready.fit(imp);
  if (!fit.ok) return [];
  return [
    {
      imp: imp.index,
      demandKind: 'direct',
      demand: line.id,
      seat: SEAT,
      advertiser: line.advertiser,
      priceMicros: line.priceCpmMicros,
      currency: line.currency,
      format,
      bid: { id: `${creative.id}.${imp.index}`, cid: line.id, ...bidOfCreative(ready), ...fit.bid },
      meta: { advertiserDomains: creative.advertiserDomains, mediaType: format },
      adm: undefined,
      clickUrl: creative.clickUrl,
      latencyMs: 0,
      reserve: () => guard.reserve(line, auction.nowMs),
      render: fit.render,
    },
  ];
}

function nonBid({ line, ready: { creative } }: Entry, imp: ImpView, reason: NonBidReason): NonBid {
  return {
    imp: imp.index,
    demandKind: 'direct',
    demand: line.id,
    seat: SEAT,
    advertiser: line.advertiser,
    creative: creative.id,
    priceMicros: line.priceCpmMicros,
    reason,
    latencyMs: 0,
  };
}
