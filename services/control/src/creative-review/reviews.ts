import type { CreativeReview, CreativeReviewDetail } from '@jianchat/api-contract';
import { fetchesPlainly, isSecureCreative } from '@jianchat/creatives';
import type { Tables } from '@jianchat/records';
import type { Unwrapped } from '@jianchat/vast';
import type { Kysely, Selectable } from 'kysely';
import { readContent } from './read-content.ts';

type ReviewRow = Omit<Selectable<Tables['creative_reviews']>, 'markup' | 'picture'>;

export interface ReviewFilter {
  readonly state?: CreativeReview['state'] | undefined;
  readonly source?: CreativeReview['source'] | undefined;
  readonly format?: CreativeReview['format'] | undefined;
  readonly demand?: string | undefined;
  readonly limit: number;
}

const COLUMNS = [
  'hash',
  'source',
  'demand',
  'creative',
  'format',
  'w',
  'h',
  'domains',
  'state',
  'reason',
  'decided_by',
  'decided_at',
  'first_seen_at',
  'at',
  'picture_state',
  'tag',
  'tag_checked_at',
] as const;

/** Those that match, the longest waiting first. */
export async function listReviews(
  db: Kysely<Tables>,
  { limit, ...filter }: ReviewFilter,
): Promise<readonly CreativeReview[]> {
  let query = db.selectFrom('creative_reviews').select(COLUMNS);
  for (const column of ['state', 'source', 'format', 'demand'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  const rows = await query.orderBy('first_seen_at').orderBy('hash').limit(limit).execute();
  return rows.map(reviewOf);
}

/** How many there are in each state. */
export async function countReviews(db: Kysely<Tables>): Promise<Record<CreativeReview['state'], number>> {
  const rows = await db
    .selectFrom('creative_reviews')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counts = { pending: 0, approved: 0, rejected: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

export async function readReview(
  db: Kysely<Tables>,
  hash: string,
): Promise<CreativeReviewDetail | undefined> {
  const row = await db.selectFrom('creative_reviews').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (row === undefined) return undefined;
  const picture = row.picture === null ? null : `data:image/png;base64,${row.picture.toString('base64')}`;
  return { ...reviewOf(row), markup: row.markup, isSecure: isSecureMarkup(row), picture };
}

export interface Decision {
  readonly state: 'approved' | 'rejected';
  readonly reason: string | null;
  readonly by: string;
  readonly nowMs: number;
}

/** Decides, whatever was decided before; false where there is no such creative. The change reaches the exchange with the next snapshot. */
export async function decideReview(db: Kysely<Tables>, hash: string, decision: Decision): Promise<boolean> {
  const { state, reason, by, nowMs } = decision;
  const { numUpdatedRows } = await db
    .updateTable('creative_reviews')
    .set({ state, reason, decided_by: by, decided_at: new Date(nowMs) })
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function reviewOf(row: ReviewRow): CreativeReview {
  return {
    hash: row.hash,
    source: row.source,
    demand: row.demand,
    creative: row.creative,
    format: row.format,
    w: row.w,
    h: row.h,
    domains: row.domains === '' ? [] : row.domains.split(' '),
    state: row.state,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.at.toISOString(),
    pictureState: row.picture_state,
    tag: tagOf(row),
  };
}

function tagOf({ tag, tag_checked_at }: ReviewRow): CreativeReview['tag'] {
  if (tag === null || tag_checked_at === null) return null;
  // Only the queue of tags writes the column.
  const { fault = null, ...found } = tag as unknown as Omit<Unwrapped, 'fault'> & { fault?: string };
  return {
    wrappers: found.wrappers,
    hosts: [...found.hosts],
    mimes: [...found.mimes],
    durationsSec: [...found.durationsSec],
    fault,
    checkedAt: tag_checked_at.toISOString(),
  };
}

/** A direct creative by its members, of which some are only links, and by what its tag leads to; a bidder's by its markup. */
function isSecureMarkup({ source, markup, tag }: Selectable<Tables['creative_reviews']>): boolean {
  const creative = source === 'direct' ? readContent(markup) : undefined;
  if (creative === undefined) return !fetchesPlainly(markup);
  return isSecureCreative(creative) && tag?.['plain'] !== true;
}
