import type { EventRecord } from '@jianchat/events';
import { postJournal, type Tables } from '@jianchat/records';
import { sql, type Transaction } from 'kysely';
import { sentDayOf } from './line-day.ts';
import { openPurses, takeFrom } from './purses.ts';
import type { Placed } from './read-batch.ts';
import { addSpend } from './record-spend.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const NOON_MS = 12 * HOUR_MS;
/** A day is dealt out so long after its end: impressions of late players have come by then, and media see it the next morning. */
const CLOSES_AFTER_MS = 3 * HOUR_MS;

/** What is owed from, until its day is dealt out to the media that showed it. */
export const FEES_TO_DEAL = { kind: 'fees_to_deal', owner: 'platform' } as const;

/** A day on which a line item with a price by the day was shown. */
interface ShownDay {
  readonly lineItem: string;
  readonly day: string;
  /** The first impression of it that was counted: its price is the day's. */
  readonly first: EventRecord;
}

/** A day that is owed for from now on. */
interface DueDay extends ShownDay {
  readonly chargedMicros: number;
  readonly unchargedMicros: number;
}

/**
 * Charges the price of a day with the first counted impression of it, as far as budgets bear it, and counts where it was shown. The
 * day is that on which the ad went out: one that is seen after midnight owes no other. Runs in the transaction that takes the ids, after
 * its other spend is written; a day that has a row is charged.
 */
export async function chargeDays(
  tx: Transaction<Tables>,
  events: readonly Placed<EventRecord>[],
  nowMs: number,
): Promise<void> {
  const shown = events.map(({ record }) => record).filter(isByDay);
  if (shown.length === 0) return;
  const due = await withinBudgets(tx, await newDays(tx, shown));
  for (const day of due) await charge(tx, day, nowMs);
  await addSpend(
    tx,
    due.map(({ lineItem, day, chargedMicros }) => ({ lineItem, day, micros: chargedMicros })),
  );
  await countPlaces(tx, shown);
}

const isByDay = ({ kind, claims }: EventRecord): boolean =>
  kind === 'impression' && (claims.dayMicros ?? 0) > 0 && claims.impressionsMilli !== 0;

/** Days of these events that nothing is owed for yet, in log order. */
async function newDays(tx: Transaction<Tables>, shown: readonly EventRecord[]): Promise<readonly ShownDay[]> {
  const days = new Map<string, ShownDay>();
  for (const first of shown) {
    const day = sentDayOf(first);
    const lineItem = first.claims.demand;
    const key = `${day} ${lineItem}`;
    if (!days.has(key)) days.set(key, { lineItem, day, first });
  }
  const { rows } = await sql<{ key: string }>`
    select day || ' ' || line_item as key from line_item_days
    where day || ' ' || line_item = any(${[...days.keys()]}::text[])
      and line_item = any(${[...days.values()].map(({ lineItem }) => lineItem)}::text[])`.execute(tx);
  for (const { key } of rows) days.delete(key);
  return [...days.values()];
}

async function withinBudgets(tx: Transaction<Tables>, days: readonly ShownDay[]): Promise<readonly DueDay[]> {
  // Their budgets are those of the day on which they went out.
  const sent = days.map(({ first }) => ({ ...first, atMs: first.claims.atMs }));
  const pursesOf = await openPurses(tx, sent);
  return days.map((day, at) => {
    const wholeMicros = day.first.claims.dayMicros ?? 0;
    const chargedMicros = takeFrom(pursesOf(sent[at] ?? day.first), wholeMicros);
    return { ...day, chargedMicros, unchargedMicros: wholeMicros - chargedMicros };
  });
}

async function charge(tx: Transaction<Tables>, due: DueDay, nowMs: number): Promise<void> {
  const { lineItem, day, chargedMicros, unchargedMicros } = due;
  const { advertiser, currency, policyVersion, utcOffsetMin = 0 } = due.first.claims;
  const midnightMs = Date.parse(day) - utcOffsetMin * MINUTE_MS;
  await tx
    .insertInto('line_item_days')
    .values({
      line_item: lineItem,
      day,
      advertiser,
      currency,
      charged_micros: chargedMicros,
      uncharged_micros: unchargedMicros,
      policy_version: policyVersion,
      noon_at: new Date(midnightMs + NOON_MS),
      closes_at: new Date(midnightMs + 2 * NOON_MS + CLOSES_AFTER_MS),
    })
    .execute();
  if (chargedMicros === 0) return;
  await postJournal(tx, {
    source: `day:${lineItem}:${day}`,
    fromOffset: 0,
    toOffset: 0,
    at: new Date(nowMs),
    postings: [
      { kind: 'advertiser_prepaid', owner: advertiser, currency, amountMicros: chargedMicros, events: 1 },
      { ...FEES_TO_DEAL, currency, amountMicros: -chargedMicros, events: 1 },
    ],
  });
}

/** Impressions by where they were shown, until the day is dealt out: those that come later still count, and share nothing. */
async function countPlaces(tx: Transaction<Tables>, shown: readonly EventRecord[]): Promise<void> {
  const places = new Map<string, { record: EventRecord; milli: number }>();
  for (const record of shown) {
    const { demand, account, media, placement, creative, format, revenueShareBps } = record.claims;
    const parts = [demand, sentDayOf(record), account, media, placement, creative, format, revenueShareBps];
    const key = JSON.stringify(parts);
    const milli = (places.get(key)?.milli ?? 0) + (record.claims.impressionsMilli ?? 1000);
    places.set(key, { record, milli });
  }
  const rows = [...places.values()];
  const texts = (of: (record: EventRecord) => string): string[] => rows.map(({ record }) => of(record));
  await sql`
    insert into line_item_places
      (line_item, day, account, media, placement, creative, format, revenue_share_bps, impressions_milli)
    select p.* from unnest(
      ${texts(({ claims }) => claims.demand)}::text[],
      ${texts(sentDayOf)}::text[],
      ${texts(({ claims }) => claims.account)}::text[],
      ${texts(({ claims }) => claims.media)}::text[],
      ${texts(({ claims }) => claims.placement)}::text[],
      ${texts(({ claims }) => claims.creative)}::text[],
      ${texts(({ claims }) => claims.format)}::text[],
      ${rows.map(({ record }) => record.claims.revenueShareBps)}::int4[],
      ${rows.map(({ milli }) => milli)}::int8[]
    ) as p (line_item, day, account, media, placement, creative, format, revenue_share_bps, impressions_milli)
    join line_item_days d on d.line_item = p.line_item and d.day = p.day
    where d.dealt_at is null
    on conflict (line_item, day, account, media, placement, creative, format, revenue_share_bps)
    do update set impressions_milli = line_item_places.impressions_milli + excluded.impressions_milli`.execute(
    tx,
  );
}
