import type { Tables } from '@jianchat/records';
import type { BidderInput } from '@jianchat/snapshot';
import { type Kysely, sql } from 'kysely';
import { TRUSTED_RULE } from './settle-direct.ts';

/** What the reviews say of bidders' creatives, as hashes; bounded. */
export interface BiddersSettled {
  /** May run for nobody. */
  readonly rejected: readonly string[];
  /** Approved by a person; none where no bidder waits for one. */
  readonly approved: readonly string[];
}

/** A snapshot carries no more of a kind, whatever has gathered: those that were decided last. */
const HASHES_MAX = 10_000;

/**
 * Brings the reviews up to what bidders may do. Whoever has come to be trusted waits no longer; what was approved for trust alone waits
 * again once it is gone. What a person decided stands.
 */
export async function settleBidders(
  db: Kysely<Tables>,
  bidders: readonly BidderInput[],
  nowMs: number,
): Promise<BiddersSettled> {
  const trusted = bidders.filter(isTrusted).map(({ id }) => id);
  const waiting = {
    state: 'pending',
    where: sql`decided_by is null and demand = any(${trusted}::text[])`,
  } as const;
  const lost = {
    state: 'approved',
    where: sql`decided_by = ${TRUSTED_RULE} and demand <> all(${trusted}::text[])`,
  } as const;
  await decide(db, waiting, { state: 'approved', decided_by: TRUSTED_RULE, decided_at: new Date(nowMs) });
  await decide(db, lost, { state: 'pending', decided_by: null, decided_at: null });
  const anyWaits = bidders.some(({ settings }) => settings.creativeReview === 'before');
  return {
    rejected: await hashesOf(db, { state: 'rejected', max: HASHES_MAX }),
    approved: anyWaits
      ? await hashesOf(db, { state: 'approved', where: sql`decided_by <> ${TRUSTED_RULE}`, max: HASHES_MAX })
      : [],
  };
}

/** Whether a bidder's creatives are approved as they come. */
export const isTrusted = ({ settings }: Pick<BidderInput, 'settings'>): boolean =>
  settings.creativeReview === 'trusted';

interface Asked {
  readonly state: 'pending' | 'approved' | 'rejected';
  readonly where?: ReturnType<typeof sql>;
  readonly max?: number;
}

async function hashesOf(db: Kysely<Tables>, { state, where, max }: Asked): Promise<readonly string[]> {
  let query = db
    .selectFrom('creative_reviews')
    .select('hash')
    .where('state', '=', state)
    .where('source', '=', 'openrtb')
    .orderBy('decided_at', 'desc');
  if (where !== undefined) query = query.where(sql<boolean>`${where}`);
  const rows = await (max === undefined ? query : query.limit(max)).execute();
  return rows.map(({ hash }) => hash).sort();
}

interface Decided {
  readonly state: 'pending' | 'approved';
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
}

/**
 * Asks nothing of the store where there is nothing: each change of a state is a change of the configuration. What somebody, or what a
 * tag leads to, has decided meanwhile stands.
 */
async function decide(
  db: Kysely<Tables>,
  asked: Asked & { readonly where: ReturnType<typeof sql> },
  decided: Decided,
): Promise<void> {
  const hashes = await hashesOf(db, asked);
  if (hashes.length === 0) return;
  await db
    .updateTable('creative_reviews')
    .set(decided)
    .where('state', '=', asked.state)
    .where(sql<boolean>`hash = any(${hashes}::text[]) and ${asked.where}`)
    .execute();
}
