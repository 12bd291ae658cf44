import { kindBits } from '@jianchat/events';
import { convertingClaims, NOON_MS, SAMPLE_TERMS, sampleClaims } from '@jianchat/events/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookLineItem } from '../testing/book-line-item.ts';
import { sampleConversion, sampleEvent } from '../testing/sample-records.ts';
import { countBatch } from './count-events.ts';
import { countedAmong } from './counted-ids.ts';
import { eventRows } from './event-rows.ts';
import { recordSpend } from './record-spend.ts';
import { withinBudgets } from './within-budgets.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords();
}, 120_000);
afterAll(() => records?.stop());
beforeEach(async () => {
  await sql`truncate counted_events, line_item_spend, line_item_delivery, line_items, orders, advertisers cascade`.execute(
    records.records.db,
  );
});

let offset = 0;
/** Counts clicks and conversions of so many ads, each conversion for 5 units; gives what was charged. */
async function convert(lineItem: string, { ads, laterMs = 0 }: { ads: number; laterMs?: number }) {
  const events = Array.from({ length: ads }, () => {
    const claims = sampleClaims({
      auction: `auction-${offset}`,
      demand: lineItem,
      priceCpmMicros: 0,
      kinds: kindBits(['click', 'conversion']),
      conversion: SAMPLE_TERMS,
    });
    const click = { offset: offset++, record: sampleEvent(claims, 'click') };
    const atMs = NOON_MS + 120_000 + laterMs;
    return [click, { offset: offset++, record: sampleConversion(claims, {}, { atMs }) }];
  }).flat();
  const charged = await records.records.db.transaction().execute(async (tx) => {
    const all = await withinBudgets(tx, await countBatch(tx, events));
    await recordSpend(tx, all);
    return all;
  });
  const ofConversions = charged.filter(({ record }) => record.kind === 'conversion');
  return { events, charges: ofConversions.map(({ charge }) => charge) };
}
const paid = async (lineItem: string, conversions: { ads: number; laterMs?: number }) =>
  (await convert(lineItem, conversions)).charges.map(({ chargeMicros }) => chargeMicros);

describe('charges', () => {
  const DAY_MS = 86_400_000;

  it('U2: stop at the budget to the micro, in one batch and in later ones', async () => {
    await bookLineItem(records.records.db, { id: 'line-1', totalMicros: 12_000_000 });
    expect(await paid('line-1', { ads: 4 })).toEqual([5_000_000, 5_000_000, 2_000_000, 0]);
    expect(await paid('line-1', { ads: 1 })).toEqual([0]);
  });

  it('U2: stop at the budget of the day, and at that of the order with its other line items', async () => {
    const order = { id: 'order-1', totalMicros: 18_000_000 };
    await bookLineItem(records.records.db, { id: 'line-1', dailyMicros: 7_000_000, order });
    await bookLineItem(records.records.db, { id: 'line-2', order });
    expect(await paid('line-1', { ads: 2 })).toEqual([5_000_000, 2_000_000]);
    expect(await paid('line-1', { ads: 1, laterMs: DAY_MS / 2 })).toEqual([5_000_000]);
    expect(await paid('line-2', { ads: 2 })).toEqual([5_000_000, 1_000_000]);
  });

  it('are of the line item’s own day, also where its clocks were changed since the ad went out', async () => {
    const { db } = records.records;
    await bookLineItem(db, { id: 'berlin', dailyMicros: 5_000_000, terms: { timeZone: 'Europe/Berlin' } });
    await bookLineItem(db, { id: 'moved', dailyMicros: 5_000_000, terms: { timeZone: 'Asia/Tokyo' } });
    const sentMs = Date.UTC(2026, 9, 24, 12);
    // Half past eleven at night; an hour later by the clock of the day before.
    const atMs = Date.UTC(2026, 9, 25, 22, 30);
    const converted = (demand: string) => {
      const terms = { ...SAMPLE_TERMS, withinHours: 72 };
      const claims = convertingClaims({ demand, atMs: sentMs, utcOffsetMin: 120, conversion: terms });
      return { offset: offset++, record: sampleConversion(claims, {}, { atMs }) };
    };
    const events = [converted('berlin'), converted('moved')];
    await db.transaction().execute(async (tx) => recordSpend(tx, await withinBudgets(tx, events)));
    const rows = await db
      .selectFrom('line_item_spend')
      .select(['line_item', 'day'])
      .orderBy('line_item')
      .execute();
    // A clock that was set to another place since counts nothing.
    expect(rows).toEqual([
      { line_item: 'berlin', day: '2026-10-25' },
      { line_item: 'moved', day: '2026-10-26' },
    ]);
    // The budget of that day is used up.
    const [again] = await withinBudgets(db, [converted('berlin')]);
    expect(again?.charge).toMatchObject({ chargeMicros: 0, unchargedMicros: 5_000_000 });
  });

  it('have no end where nothing limits a line item, or nobody knows it', async () => {
    await bookLineItem(records.records.db, { id: 'line-1' });
    expect(await paid('line-1', { ads: 2 })).toEqual([5_000_000, 5_000_000]);
    expect(await paid('line-9', { ads: 1 })).toEqual([5_000_000]);
  });

  it('U2: are nothing once a budget was lowered below what it has paid', async () => {
    await bookLineItem(records.records.db, { id: 'line-1', totalMicros: 12_000_000 });
    await paid('line-1', { ads: 2 });
    await sql`update line_items set budget_total_micros = 1000000`.execute(records.records.db);
    expect(await paid('line-1', { ads: 1 })).toEqual([0]);
  });

  it('are told the same to analytics whenever it asks, with what was not charged', async () => {
    await bookLineItem(records.records.db, { id: 'line-1', totalMicros: 7_000_000 });
    const { events } = await convert('line-1', { ads: 2 });
    // What a budget is later has no say in what was charged.
    await sql`update line_items set budget_total_micros = null`.execute(records.records.db);
    const ids = events.map(({ record }) => record.id);
    const rows = eventRows(events, await countedAmong(records.records.db, ids));
    const conversions = rows.filter(({ kind }) => kind === 'conversion');
    expect(conversions).toMatchObject([
      { charge_micros: 5_000_000, media_micros: 4_000_000, platform_micros: 1_000_000, uncharged_micros: 0 },
      {
        charge_micros: 2_000_000,
        media_micros: 1_600_000,
        platform_micros: 400_000,
        uncharged_micros: 3_000_000,
      },
    ]);
  });
});
