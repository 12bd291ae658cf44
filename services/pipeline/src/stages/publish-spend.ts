import { deliveredDayKey, deliveredTotalKey, type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { PipelineFault } from '../fault.ts';
import { dayOf } from './line-day.ts';

const DAY_MS = 86_400_000;

/**
 * Tells the request path what line items spent and delivered, as absolute numbers drawn from the records store: telling twice, or
 * late, or after a crash, does no harm. Today's and yesterday's sums are told; older days limit nothing any more.
 * @param lineItems those concerned; undefined for all of them.
 */
export async function publishSpend(
  db: Kysely<Tables>,
  hot: HotState,
  options: { lineItems: ReadonlySet<string> | undefined; nowMs: number },
): Promise<void> {
  const { lineItems, nowMs } = options;
  if (lineItems?.size === 0) return;
  const wanted = lineItems === undefined ? sql`true` : sql`line_item = any(${[...lineItems]}::text[])`;
  const days = [dayOf(nowMs - DAY_MS), dayOf(nowMs), dayOf(nowMs + DAY_MS)];
  const { rows } = await sql<{ line_item: string; day: string | null; micros: number }>`
    select line_item, null as day, sum(micros)::int8 as micros from line_item_spend
    where ${wanted} group by line_item
    union all
    select line_item, day, micros from line_item_spend
    where ${wanted} and day = any(${days}::text[])`.execute(db);
  const counts = await sql<{ line_item: string; day: string | null; kind: string; events: number }>`
    select line_item, null as day, kind, sum(events)::int8 as events from line_item_delivery
    where ${wanted} group by line_item, kind
    union all
    select line_item, day, kind, events from line_item_delivery
    where ${wanted} and day = any(${days}::text[])`.execute(db);
  const deliveries = counts.rows.map(({ line_item, day, kind, events }) => {
    const key = day === null ? deliveredTotalKey(line_item, kind) : deliveredDayKey(line_item, kind, day);
    return [key, events] as const;
  });
  const entries = rows.map(({ line_item, day, micros }) => {
    const key = day === null ? spentTotalKey(line_item) : spentDayKey(line_item, day);
    return [key, micros] as const;
  });
  try {
    await hot.writeNumbers([...entries, ...deliveries]);
  } catch (error) {
    throw new PipelineFault('hot.failed', error);
  }
}
