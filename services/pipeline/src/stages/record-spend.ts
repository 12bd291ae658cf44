import { basisOf, type EventRecord, isPaidKind, isWanted } from '@jianchat/events';
import { dealDelivery } from '@jianchat/hot';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { extraImpressions } from './extra-impressions.ts';
import { type LineDayOf, lineDays } from './line-day.ts';
import type { Placed } from './read-batch.ts';
import type { Charged } from './within-budgets.ts';

/** What deals delivered is counted beside line items, under a name that no id can be. */
const counted = ({ claims: { demandKind, demand, deal } }: EventRecord): readonly string[] => [
  ...(demandKind === 'direct' ? [demand] : []),
  ...(deal === undefined ? [] : [dealDelivery(deal)]),
];

/** Adds a batch's charges and events to what each direct line item spent and delivered that day; gives the line items concerned. */
export async function recordSpend(
  db: Kysely<Tables>,
  events: readonly Charged[],
): Promise<ReadonlySet<string>> {
  const dayOf = await lineDays(
    db,
    events.map(({ record }) => record),
  );
  const delivered = await recordDelivery(db, events, dayOf);
  const spends = new Map<string, { lineItem: string; day: string; micros: number }>();
  for (const { record, charge } of events) {
    const { chargeMicros } = charge;
    if (record.claims.demandKind !== 'direct' || chargeMicros === 0) continue;
    const lineItem = record.claims.demand;
    const day = dayOf(record);
    const key = `${day} ${lineItem}`;
    const sum = spends.get(key)?.micros ?? 0;
    spends.set(key, { lineItem, day, micros: sum + chargeMicros });
  }
  await addSpend(db, [...spends.values()]);
  return delivered;
}

/** @param rows each line item and day once */
export async function addSpend(
  db: Kysely<Tables>,
  rows: readonly { readonly lineItem: string; readonly day: string; readonly micros: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into line_item_spend (line_item, day, micros)
    select * from unnest(
      ${rows.map((row) => row.lineItem)}::text[],
      ${rows.map((row) => row.day)}::text[],
      ${rows.map((row) => row.micros)}::int8[]
    )
    on conflict (line_item, day) do update set micros = line_item_spend.micros + excluded.micros`.execute(db);
}

/**
 * What an event counts as. Of conversions only those are one that a line item is after: goals, budgets and what its clicks are worth are told
 * by them. Those after a view, and those that nobody but a page vouches for, have counts of their own.
 */
function countedKinds({ kind, claims, conversion }: EventRecord): readonly string[] {
  if (kind === 'win') return [];
  if (conversion === undefined) return [kind];
  if (!isPaidKind(claims, conversion.kind)) return [];
  const basis = basisOf(claims, conversion);
  return [
    ...(isWanted(claims, conversion) ? [kind] : []),
    ...(basis === 'view' ? ['viewConversion'] : []),
    ...(basis === 'unverified' ? ['unverifiedConversion'] : []),
  ];
}

/** How many events of each kind line items and deals had that day; impressions as many as displays stand for, as reports count them. */
async function recordDelivery(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
  dayOf: LineDayOf,
): Promise<ReadonlySet<string>> {
  const counts = new Map<string, { lineItem: string; day: string; kind: string; events: number }>();
  for (const { record } of events) {
    const rows = countedKinds(record).flatMap((kind) =>
      counted(record).map((lineItem) => ({ lineItem, kind })),
    );
    for (const { lineItem, kind } of rows) {
      const row = { lineItem, day: dayOf(record), kind };
      const key = `${row.day} ${row.kind} ${row.lineItem}`;
      counts.set(key, { ...row, events: (counts.get(key)?.events ?? 0) + 1 + extraImpressions(record) });
    }
  }
  const rows = [...counts.values()];
  if (rows.length > 0)
    await sql`
      insert into line_item_delivery (line_item, day, kind, events)
      select * from unnest(
        ${rows.map((row) => row.lineItem)}::text[],
        ${rows.map((row) => row.day)}::text[],
        ${rows.map((row) => row.kind)}::text[],
        ${rows.map((row) => row.events)}::int8[]
      )
      on conflict (line_item, day, kind)
      do update set events = line_item_delivery.events + excluded.events`.execute(db);
  return new Set(rows.map((row) => row.lineItem));
}
