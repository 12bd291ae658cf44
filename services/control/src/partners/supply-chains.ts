import type { ChainRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import {
  type ChainReason,
  type Listing,
  type SeenChain,
  type SeenNode,
  seenChain,
  verifyChain,
} from '@jianchat/supply-chain';
import { type Kysely, sql } from 'kysely';
import { storable } from '../storable.ts';
import type { KnownFile } from './registry-files.ts';
import { readListing } from './sellers-found.ts';
import { sellersUrl } from './wanted-files.ts';

/** Chains that are kept at most: clients make them up, so what was seen last longest ago goes first. */
const CHAINS_MAX = 2_000;
/** A chain that nobody sends any more is forgotten. */
const UNSEEN_MS = 30 * 86_400_000;

/** A chain as it is kept. */
export interface KeptChain {
  readonly hash: string;
  readonly chain: SeenChain;
  readonly verdict: 'unknown' | 'holds' | 'untrue';
  readonly reasons: readonly ChainReason[];
  readonly seenAt: Date;
}

/** Our own record, but from a disk: an odd one is passed over. */
export function readChain(bytes: Uint8Array): ChainRecord | undefined {
  try {
    const record: ChainRecord = storable(JSON.parse(Buffer.from(bytes).toString()));
    const chain = seenChain({ ...record, complete: record.complete ? 1 : 0 });
    const isWhole = /^[0-9a-f]{64}$/.test(record.hash) && Number.isSafeInteger(record.atMs);
    return isWhole && chain !== undefined ? { ...record, ...chain } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes in chains that the exchange met; what was held against one before stands. */
export async function takeChains(db: Kysely<Tables>, records: readonly ChainRecord[]): Promise<void> {
  for (const { hash, complete, nodes, atMs } of records) {
    const at = new Date(atMs);
    await db
      .insertInto('supply_chains')
      .values({ hash, chain: { complete, nodes }, reasons: { codes: [] }, first_seen_at: at, at })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ at }))
      .execute();
  }
}

/** All that are kept, the latest first. */
export async function keptChains(db: Kysely<Tables>): Promise<readonly KeptChain[]> {
  const rows = await db
    .selectFrom('supply_chains')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('hash')
    .limit(CHAINS_MAX)
    .execute();
  return rows.map(({ hash, chain, verdict, reasons, at }) => ({
    hash,
    // Only `takeChains` and `verifyChains` write the row.
    chain: chain as unknown as SeenChain,
    verdict,
    reasons: (reasons['codes'] ?? []) as ChainReason[],
    seenAt: at,
  }));
}

/** Sellers that are looked for, by the system they sell through. */
export function askedSellers(chains: readonly KeptChain[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { chain } of chains)
    for (const { asi, sid } of chain.nodes) asked.set(asi, (asked.get(asi) ?? new Set()).add(sid));
  return asked;
}

/** Holds every chain against the files that are known, and forgets those that nobody sends any more or that are too many. */
export async function verifyChains(
  db: Kysely<Tables>,
  { files, nowMs }: { files: ReadonlyMap<string, KnownFile>; nowMs: number },
): Promise<void> {
  const listingOf = ({ asi, sid }: SeenNode): Listing => readListing(files.get(sellersUrl(asi))?.found, sid);
  await forgetChains(db, nowMs);
  for (const { hash, chain, verdict, reasons } of await keptChains(db)) {
    const now = verifyChain(chain, listingOf);
    if (now.verdict === verdict && now.reasons.join() === reasons.join()) continue;
    await db
      .updateTable('supply_chains')
      .set({ verdict: now.verdict, reasons: { codes: now.reasons } })
      .where('hash', '=', hash)
      .execute();
  }
}

async function forgetChains(db: Kysely<Tables>, nowMs: number): Promise<void> {
  await sql`
    delete from supply_chains
    where at <= ${new Date(nowMs - UNSEEN_MS)}
      or hash in (select hash from supply_chains order by at desc, hash offset ${CHAINS_MAX})`.execute(db);
}
