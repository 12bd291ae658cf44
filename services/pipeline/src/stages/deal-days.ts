import { type Posting, postJournal, type Tables } from '@jianchat/records';
import { type Kysely, sql, type Transaction } from 'kysely';
import { takeFeeOffsets } from '../consumer-offset.ts';
import { partOf } from './charge.ts';
import { FEES_TO_DEAL } from './charge-days.ts';
import type { DayPauses } from './day-pauses.ts';
import { dealOut } from './deal-out.ts';

/** More wait for the next turn; those that can't be dealt out keep no others from it. */
const DAYS_AT_ONCE = 50;

interface ClosedDay {
  readonly line_item: string;
  readonly day: string;
  readonly currency: string;
  readonly charged_micros: number;
  readonly uncharged_micros: number;
}

interface Share {
  readonly id: number;
  readonly account: string;
  readonly chargedMicros: number;
  readonly mediaMicros: number;
  readonly unchargedMicros: number;
}

/**
 * Deals the price of each day that is over out to the media that showed its ads, in proportion to counted impressions, and numbers the
 * shares for analytics. A day is dealt out once, in a transaction of its own.
 * Throws what the first one failed of that can't be dealt out, when all others are; one that failed waits before it is tried again.
 * @param reachedMs up to when all events are counted: a pipeline that lags deals nothing out too early
 */
export async function dealDays(
  db: Kysely<Tables>,
  { reachedMs, nowMs, pauses }: { reachedMs: number; nowMs: number; pauses: DayPauses },
): Promise<void> {
  const faults: unknown[] = [];
  let dealt = 0;
  for (const closed of await closedDays(db, reachedMs)) {
    if (dealt === DAYS_AT_ONCE) break;
    const name = `${closed.day} ${closed.line_item}`;
    const waiting = pauses.faultOf(name, nowMs);
    if (waiting !== undefined) {
      faults.push(waiting);
      continue;
    }
    try {
      await db.transaction().execute(async (tx) => {
        // As the money's own turns do it, so that of two pipelines one waits, and then finds nothing left.
        await sql`select from consumer_offsets where consumer = 'money' for update`.execute(tx);
        if (await isUndealt(tx, closed)) await deal(tx, closed, nowMs);
      });
      dealt++;
      pauses.done(name);
    } catch (fault) {
      pauses.failed(name, { fault, nowMs });
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}

function closedDays(db: Kysely<Tables>, reachedMs: number): Promise<readonly ClosedDay[]> {
  return db
    .selectFrom('line_item_days')
    .select(['line_item', 'day', 'currency', 'charged_micros', 'uncharged_micros'])
    .where('dealt_at', 'is', null)
    .where('closes_at', '<=', new Date(reachedMs))
    .orderBy('closes_at')
    .orderBy('line_item')
    .execute();
}

async function isUndealt(tx: Transaction<Tables>, { line_item, day }: ClosedDay): Promise<boolean> {
  const row = await tx
    .selectFrom('line_item_days')
    .select('dealt_at')
    .where('line_item', '=', line_item)
    .where('day', '=', day)
    .executeTakeFirst();
  return row?.dealt_at === null;
}

async function deal(tx: Transaction<Tables>, closed: ClosedDay, nowMs: number): Promise<void> {
  const { line_item, day } = closed;
  const shares = await sharesOf(tx, closed);
  const offset = await takeFeeOffsets(tx, shares.length);
  await sql`
    update line_item_places p set
      charged_micros = share.charged, media_micros = share.media, uncharged_micros = share.uncharged, fee_offset = share.place
    from unnest(
      ${shares.map(({ id }) => id)}::int8[],
      ${shares.map(({ chargedMicros }) => chargedMicros)}::int8[],
      ${shares.map(({ mediaMicros }) => mediaMicros)}::int8[],
      ${shares.map(({ unchargedMicros }) => unchargedMicros)}::int8[],
      ${shares.map((_, at) => offset + at)}::int8[]
    ) as share (id, charged, media, uncharged, place)
    where p.id = share.id`.execute(tx);
  const postings = postingsOf(closed, shares);
  if (postings.length > 0)
    await postJournal(tx, {
      source: `day-shares:${line_item}:${day}`,
      fromOffset: 0,
      toOffset: 0,
      at: new Date(nowMs),
      postings,
    });
  await tx
    .updateTable('line_item_days')
    .set({ dealt_at: new Date(nowMs) })
    .where('line_item', '=', line_item)
    .where('day', '=', day)
    .execute();
}

async function sharesOf(tx: Transaction<Tables>, closed: ClosedDay): Promise<readonly Share[]> {
  const places = await tx
    .selectFrom('line_item_places')
    .select(['id', 'account', 'impressions_milli', 'revenue_share_bps'])
    .where('line_item', '=', closed.line_item)
    .where('day', '=', closed.day)
    .orderBy('id')
    .execute();
  const weights = places.map(({ impressions_milli }) => impressions_milli);
  const charged = dealOut(closed.charged_micros, weights);
  const uncharged = dealOut(closed.uncharged_micros, weights);
  return places.map(({ id, account, revenue_share_bps }, at) => {
    const chargedMicros = charged[at] ?? 0;
    const mediaMicros = partOf(chargedMicros, revenue_share_bps);
    return { id, account, chargedMicros, mediaMicros, unchargedMicros: uncharged[at] ?? 0 };
  });
}

/** One posting per ledger account; those of nothing are none. */
function postingsOf({ charged_micros, currency }: ClosedDay, shares: readonly Share[]): readonly Posting[] {
  const byAccount = new Map<string, number>();
  for (const { account, mediaMicros } of shares)
    byAccount.set(account, (byAccount.get(account) ?? 0) + mediaMicros);
  const media = [...byAccount].map(([owner, micros]) => ({
    kind: 'media_payable',
    owner,
    currency,
    amountMicros: -micros,
  }));
  const earned = shares.reduce((sum, { mediaMicros }) => sum + mediaMicros, 0);
  return [
    { ...FEES_TO_DEAL, currency, amountMicros: charged_micros },
    ...media,
    { kind: 'platform_revenue', owner: 'platform', currency, amountMicros: earned - charged_micros },
  ].filter(({ amountMicros }) => amountMicros !== 0);
}
