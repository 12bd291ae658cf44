import type { CreativeRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { ownDepth, type Unwrapped } from '@jianchat/vast';
import { type Kysely, sql } from 'kysely';
import { TRUSTED_RULE } from './settle-direct.ts';
import { REFUSED, TAG_RULE } from './tag-queue.ts';

interface Seen extends CreativeRecord {
  readonly isTrusted: boolean;
  /** Of a video or sound. */
  readonly depth: Unwrapped | undefined;
}

/**
 * Takes in what the exchange saw of bidders; what is known is only seen again. Those of a trusted bidder come in as approved, unless
 * somebody who is not trusted shows the same. A video or sound is held against the rules of tags as far as its own document says: where
 * that leads nobody asks, for asking is an ad request to the bidder.
 */
export async function takeSeen(db: Kysely<Tables>, records: readonly CreativeRecord[]): Promise<void> {
  if (records.length === 0) return;
  const trusted = await trustedBidders(db);
  const byHash = new Map<string, Seen>();
  for (const record of records) {
    const isTrusted = trusted.has(record.demand);
    if (byHash.has(record.hash) && isTrusted) continue;
    byHash.set(record.hash, { ...record, isTrusted, depth: depthOf(record) });
  }
  const seen = [...byHash.values()];
  await db
    .insertInto('creative_reviews')
    .values(seen.map(rowOf))
    .onConflict((conflict) => conflict.column('hash').doUpdateSet(({ ref }) => ({ at: ref('excluded.at') })))
    .execute();
  await refuseByTag(db, seen);
  await distrust(db, seen);
}

async function trustedBidders(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('bidders')
    .select('id')
    .where(sql<boolean>`settings->>'creativeReview' = 'trusted'`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const depthOf = ({ format, markup }: CreativeRecord): Unwrapped | undefined =>
  format === 'video' || format === 'audio' ? ownDepth(markup) : undefined;

const isRefused = ({ depth }: Seen): boolean => depth?.fault !== undefined && REFUSED.has(depth.fault);

function rowOf(seen: Seen) {
  const { hash, demand, creative, format, w, h, markup, domains, depth } = seen;
  const at = new Date(seen.atMs);
  const approved = seen.isTrusted && !isRefused(seen);
  return {
    hash,
    source: 'openrtb' as const,
    demand,
    creative,
    format,
    w: w === 0 ? null : w,
    h: h === 0 ? null : h,
    markup,
    domains: domains.join(' '),
    first_seen_at: at,
    at,
    state: approved ? ('approved' as const) : ('pending' as const),
    decided_by: approved ? TRUSTED_RULE : null,
    decided_at: approved ? at : null,
    tag: depth === undefined ? null : { ...depth },
    tag_checked_at: depth === undefined ? null : at,
  };
}

async function refuseByTag(db: Kysely<Tables>, seen: readonly Seen[]): Promise<void> {
  for (const { hash, depth } of seen.filter(isRefused))
    await db
      .updateTable('creative_reviews')
      .set({ state: 'rejected', reason: depth?.fault ?? null, decided_by: TAG_RULE, decided_at: sql`now()` })
      .where('hash', '=', hash)
      .where('state', '=', 'pending')
      .where('decided_by', 'is', null)
      .execute();
}

/** Approved for trust in somebody else: whoever shows it now has none, and is named in the queue. */
async function distrust(db: Kysely<Tables>, seen: readonly Seen[]): Promise<void> {
  const untrusted = new Map(seen.filter(({ isTrusted }) => !isTrusted).map((one) => [one.hash, one]));
  if (untrusted.size === 0) return;
  const rows = await db
    .selectFrom('creative_reviews')
    .select('hash')
    .where('decided_by', '=', TRUSTED_RULE)
    .where('source', '=', 'openrtb')
    .where(sql<boolean>`hash = any(${[...untrusted.keys()]}::text[])`)
    .execute();
  for (const { hash } of rows) {
    const { demand = '', creative = '' } = untrusted.get(hash) ?? {};
    await db
      .updateTable('creative_reviews')
      .set({ state: 'pending', decided_by: null, decided_at: null, demand, creative })
      .where('hash', '=', hash)
      .execute();
  }
}
