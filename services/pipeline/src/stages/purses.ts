import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { lineDays } from './line-day.ts';

/** What a budget can still pay; whoever charges takes it out. */
export interface Purse {
  leftMicros: number;
}

/** Takes as much of it as every purse has left; says how much that is. */
export function takeFrom(purses: readonly Purse[], wantedMicros: number): number {
  const micros = Math.min(wantedMicros, ...purses.map(({ leftMicros }) => leftMicros));
  for (const purse of purses) purse.leftMicros -= micros;
  return micros;
}

/** The purses that an event is paid from; none where nothing limits its line item. */
export type PursesOf = (record: EventRecord) => readonly Purse[];

/** Budgets as they stand now, less what was spent: total, on the days of these events, and together with the order's other line items. */
export async function openPurses(db: Kysely<Tables>, events: readonly EventRecord[]): Promise<PursesOf> {
  const budgets = await readBudgets(db, events);
  if (budgets.length === 0) return () => [];
  const dayOf = await lineDays(db, events);
  const spent = await readSpent(db, { budgets, days: [...new Set(events.map(dayOf))] });
  const purses = new Map<string, Purse>();
  const purse = (name: string, limitMicros: number | null): readonly Purse[] => {
    if (limitMicros === null) return [];
    const known = purses.get(name) ?? { leftMicros: Math.max(0, limitMicros - (spent.get(name) ?? 0)) };
    purses.set(name, known);
    return [known];
  };
  const byLine = new Map(budgets.map((budget) => [budget.line_item, budget]));
  return (record) => {
    const budget = byLine.get(record.claims.demand);
    if (budget === undefined) return [];
    const { line_item, ordered_in, total, daily, together } = budget;
    return [
      ...purse(`line ${line_item}`, total),
      ...purse(`day ${dayOf(record)} ${line_item}`, daily),
      ...purse(`order ${ordered_in}`, together),
    ];
  };
}

interface Budget {
  readonly line_item: string;
  readonly ordered_in: string | null;
  /** Of the whole run, micros; null without a limit. */
  readonly total: number | null;
  readonly daily: number | null;
  /** Of the order. */
  readonly together: number | null;
}

async function readBudgets(db: Kysely<Tables>, events: readonly EventRecord[]): Promise<readonly Budget[]> {
  if (events.length === 0) return [];
  const lineItems = [...new Set(events.map(({ claims }) => claims.demand))];
  const { rows } = await sql<Budget>`
    select * from (
      select l.id as line_item, l.order_id as ordered_in, l.budget_daily_micros as daily, o.budget_total_micros as together,
        l.budget_total_micros as total
      from line_items l left join orders o on o.id = l.order_id
      where l.id = any(${lineItems}::text[])
    ) budgets
    where coalesce(total, daily, together) is not null`.execute(db);
  return rows;
}

/** By the names that purses have. */
async function readSpent(
  db: Kysely<Tables>,
  { budgets, days }: { budgets: readonly Budget[]; days: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  const lineItems = budgets.map(({ line_item }) => line_item);
  const orders = budgets.flatMap(({ ordered_in, together }) => (together === null ? [] : (ordered_in ?? [])));
  const { rows } = await sql<{ name: string; micros: number }>`
    select 'line ' || line_item as name, sum(micros)::int8 as micros from line_item_spend
    where line_item = any(${lineItems}::text[]) group by line_item
    union all
    select 'day ' || day || ' ' || line_item, micros from line_item_spend
    where line_item = any(${lineItems}::text[]) and day = any(${days}::text[])
    union all
    select 'order ' || l.order_id, sum(s.micros)::int8 from line_item_spend s join line_items l on l.id = s.line_item
    where l.order_id = any(${orders}::text[]) group by l.order_id`.execute(db);
  return new Map(rows.map(({ name, micros }) => [name, micros]));
}
