import type { EventClaims } from '@jianchat/events';
import { sampleClaims } from '@jianchat/events/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookLineItem } from '../testing/book-line-item.ts';
import { sampleEvent } from '../testing/sample-records.ts';
import { chargeDays } from './charge-days.ts';
import { countBatch } from './count-events.ts';
import { createDayPauses } from './day-pauses.ts';
import { dealDays } from './deal-days.ts';
import { feeRows } from './fee-rows.ts';
import { postingsOf, postJournal } from './post-journal.ts';
import { recordSpend } from './record-spend.ts';
import { withinBudgets } from './within-budgets.ts';

const HOUR_MS = 3_600_000;
/** Noon in UTC. */
const NOON_MS = Date.UTC(2026, 10, 23, 12);
let records: TestRecords;
let offset = 0;

beforeAll(async () => {
  records = await startTestRecords();
}, 120_000);
afterAll(() => records?.stop());

/** One impression of each of these claims, through the stages of the money's own transaction. */
async function show(...claims: readonly (Partial<EventClaims> & { demand: string })[]): Promise<void> {
  const events = claims.map((change) => {
    offset += 1;
    const whole = sampleClaims({
      auction: `auction-${offset}`,
      atMs: NOON_MS,
      priceCpmMicros: 0,
      dayMicros: 100,
      ...change,
    });
    return { offset, record: sampleEvent(whole) };
  });
  await records.records.db.transaction().execute(async (tx) => {
    const charged = await withinBudgets(tx, await countBatch(tx, events));
    await postJournal(tx, { from: offset, to: offset + 1, nowMs: NOON_MS }, postingsOf(charged));
    await recordSpend(tx, charged);
    await chargeDays(tx, charged, NOON_MS);
  });
}

const pauses = createDayPauses();
const deal = (atMs: number) => dealDays(records.records.db, { reachedMs: atMs, nowMs: atMs, pauses });

async function spent(lineItem: string): Promise<Record<string, number>> {
  const rows = await records.records.db
    .selectFrom('line_item_spend')
    .select(['day', 'micros'])
    .where('line_item', '=', lineItem)
    .orderBy('day')
    .execute();
  return Object.fromEntries(rows.map(({ day, micros }) => [day, micros]));
}

/** What its places were dealt. */
async function shares(lineItem: string) {
  const rows = await feeRows(records.records.db, { from: 0, to: 1_000_000 });
  return rows
    .filter(({ demand }) => demand === lineItem)
    .map((row) => [row.media, row.charge_micros, row.media_micros, row.platform_micros]);
}

describe('U2: a price by the day', () => {
  it('is owed once for each day of the line item’s own clock on which it was shown, at that day’s first price', async () => {
    const tokyo = { demand: 'tokyo', utcOffsetMin: 540 };
    // 23:59 there, then seen after midnight; a minute later goes out the next day's.
    const lateMs = Date.UTC(2026, 10, 23, 14, 59);
    await show({ ...tokyo, atMs: lateMs }, { ...tokyo, atMs: lateMs, dayMicros: 900 });
    await show({ ...tokyo, atMs: lateMs, dayMicros: 900 });
    expect(await spent('tokyo')).toEqual({ '2026-11-23': 100 });
    await show({ ...tokyo, atMs: lateMs + 60_000, dayMicros: 900 });
    expect(await spent('tokyo')).toEqual({ '2026-11-23': 100, '2026-11-24': 900 });
    const noons = await records.records.db.selectFrom('line_item_days').select('noon_at').execute();
    expect(noons.map(({ noon_at }) => noon_at.getTime())).toEqual([
      Date.UTC(2026, 10, 23, 3),
      Date.UTC(2026, 10, 24, 3),
    ]);
  });

  it('is dealt out when the day is over, by impressions, to the micro; who comes later counts and shares nothing', async () => {
    const at = (media: string, impressionsMilli = 1000) => ({ demand: 'dealt', media, impressionsMilli });
    await show(at('a'), at('b'), at('screen', 500), at('a'));
    const overMs = Date.UTC(2026, 10, 24);
    await deal(overMs + 3 * HOUR_MS - 1);
    expect(await shares('dealt')).toEqual([]);
    await deal(overMs + 3 * HOUR_MS);
    // Of 100: 57.14, 28.57 and 14.29; media earn 80 per cent, rounded down.
    const dealt = [
      ['a', 57, 45, 12],
      ['b', 29, 23, 6],
      ['screen', 14, 11, 3],
    ];
    expect(await shares('dealt')).toEqual(dealt);
    await show(at('late'));
    await deal(overMs + 9 * HOUR_MS);
    expect(await shares('dealt')).toEqual(dealt);
    expect(await spent('dealt')).toEqual({ '2026-11-23': 100 });
  });

  it('that can’t be dealt out is told at the end, and keeps no other day from it', async () => {
    const { db } = records.records;
    await show({ demand: 'broken' }, { demand: 'sound' });
    await sql`alter table line_item_places add constraint broken check (line_item <> 'broken' or fee_offset is null)`.execute(
      db,
    );
    await expect(deal(NOON_MS + 24 * HOUR_MS)).rejects.toThrow('broken');
    expect(await shares('sound')).toEqual([['demo-site', 100, 80, 20]]);
    await sql`alter table line_item_places drop constraint broken`.execute(db);
    // It waits, and says why; nobody looks at it meanwhile.
    await expect(deal(NOON_MS + 24 * HOUR_MS + 999)).rejects.toThrow('broken');
    expect(await shares('broken')).toEqual([]);
    await deal(NOON_MS + 24 * HOUR_MS + 1_000);
    expect(await shares('broken')).toEqual([['demo-site', 100, 80, 20]]);
  });

  it('of a day whose only impression came in after its end is owed, and dealt at once', async () => {
    await show({ demand: 'belated', atMs: NOON_MS - 48 * HOUR_MS });
    await deal(NOON_MS);
    expect(await shares('belated')).toEqual([['demo-site', 100, 80, 20]]);
  });

  it('stops at budgets to the micro, with what others of the order took in the same breath; the rest is told to media', async () => {
    const order = { id: 'o-days', totalMicros: 1_130 };
    await bookLineItem(records.records.db, { id: 'short', totalMicros: 150 });
    await bookLineItem(records.records.db, { id: 'shared', order });
    await bookLineItem(records.records.db, { id: 'by-impression', order });
    await show({ demand: 'short' }, { demand: 'short', atMs: NOON_MS + 24 * HOUR_MS });
    await show(
      { demand: 'shared' },
      { demand: 'by-impression', priceCpmMicros: 1_070_000, dayMicros: 0 },
      { demand: 'shared', atMs: NOON_MS + 24 * HOUR_MS },
    );
    expect(await spent('short')).toEqual({ '2026-11-23': 100, '2026-11-24': 50 });
    expect(await spent('shared')).toEqual({ '2026-11-23': 60, '2026-11-24': 0 });
    await deal(NOON_MS + 72 * HOUR_MS);
    const rows = await feeRows(records.records.db, { from: 0, to: 1_000_000 });
    const told = rows.filter(({ demand }) => demand === 'shared');
    expect(told.map((row) => [row.charge_micros, row.uncharged_micros])).toEqual([
      [60, 40],
      [0, 100],
    ]);
  });

  it('stands in the books under its line item and day, and leaves nothing over once all is dealt', async () => {
    const { rows } = await sql<{ kind: string; micros: number }>`
      select kind, sum(balance_micros)::int8 as micros from ledger_balances group by kind`.execute(
      records.records.db,
    );
    const balances = Object.fromEntries(rows.map(({ kind, micros }) => [kind, micros]));
    const paid = await sql<{
      micros: number;
    }>`select sum(micros)::int8 as micros from line_item_spend`.execute(records.records.db);
    expect(balances['advertiser_prepaid']).toBe(paid.rows[0]?.micros);
    expect(balances['fees_to_deal']).toBe(0);
    expect((balances['media_payable'] ?? 0) + (balances['platform_revenue'] ?? 0)).toBe(
      -(balances['advertiser_prepaid'] ?? 0),
    );
    const journals = await records.records.db
      .selectFrom('journals')
      .select('source')
      .where('source', 'like', 'day%:dealt:%')
      .orderBy('id')
      .execute();
    expect(journals.map(({ source }) => source)).toEqual([
      'day:dealt:2026-11-23',
      'day-shares:dealt:2026-11-23',
    ]);
  });
});
