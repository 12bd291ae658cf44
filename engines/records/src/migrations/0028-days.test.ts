import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateRecords } from '../migrate.ts';
import { startTestRecords, type TestRecords } from '../testing/index.ts';
import { migrations } from './index.ts';

interface Booked {
  readonly total: number;
  readonly impressions?: number;
  /** Days from today; without it the line item lacks that end. */
  readonly from?: number;
  readonly to?: number;
  readonly spent?: number;
  readonly daily?: number;
}

const BOOKED: Readonly<Record<string, Booked>> = {
  'new': { total: 100, impressions: 1000, from: 0, to: 3 },
  later: { total: 100, from: 5, to: 8 },
  begun: { total: 100, from: -1, to: 2, spent: 31 },
  endless: { total: 100, spent: 40 },
  unspent: { total: 100, from: -3 },
  dong: { total: 30_000_000_000_000, from: 0, to: 3 },
  'by-day': { total: 100, from: 0, to: 3, daily: 20 },
  paid: { total: 100, from: -1, to: 3, spent: 100 },
  'paid-almost': { total: 100, from: -1, to: 3, spent: 98 },
  'paid-and-over': { total: 100, from: -3, to: -1, spent: 100 },
};

let records: TestRecords;
const dayMicros = new Map<string, { day: number; impressions: number; budget: number }>();
beforeAll(async () => {
  records = await startTestRecords({ migrated: false });
  const { db } = records.records;
  const before = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  expect((await before.migrateTo('0027-plain-tags')).error).toBeUndefined();
  await sql`insert into advertisers (id, name, currency, time_zone) values ('adv', 'Adv', 'VND', 'Asia/Tokyo')`.execute(
    db,
  );
  const midnight = (days: number | undefined) =>
    days === undefined
      ? null
      : sql`(date_trunc('day', now() at time zone 'Asia/Tokyo') + ${`${days} days`}::interval) at time zone 'Asia/Tokyo'`;
  for (const [id, { total, impressions = 1000, from, to, spent, daily = null }] of Object.entries(BOOKED)) {
    const terms = { cost: { model: 'flat', totalMicros: total, expectedImpressions: impressions } };
    await sql`
      insert into line_items (id, advertiser_id, price_cpm_micros, currency, budget_daily_micros, starts_at, ends_at, terms)
      values (${id}, 'adv', 0, 'VND', ${daily}, ${midnight(from)}, ${midnight(to)}, ${JSON.stringify(terms)}::jsonb)`.execute(
      db,
    );
    if (spent !== undefined)
      await sql`insert into line_item_spend values (${id}, '2026-01-01', ${spent})`.execute(db);
  }
  await migrateRecords(db);
  const { rows } = await sql<{ id: string; day: number; impressions: number; budget: number }>`
    select id, (terms #>> '{cost,dayMicros}')::int8 as day, (terms #>> '{cost,expectedImpressions}')::int8 as impressions,
      budget_total_micros as budget from line_items`.execute(db);
  for (const { id, ...row } of rows) dayMicros.set(id, row);
}, 120_000);
afterAll(() => records?.stop());

it.each([
  ['new', 33, 3],
  ['later', 33, 3],
  ['begun', 34, 2],
  ['endless', 60, 1],
  ['unspent', 100, 1],
  ['dong', 10_000_000_000_000, 3],
  ['by-day', 20, 5],
] as const)('a flat sum of before pays for each day that is left: %s', (id, price, days) => {
  const { day = 0, budget = 0 } = dayMicros.get(id) ?? {};
  expect({ day, budget }).toEqual({ day: price, budget: BOOKED[id]?.total });
  // A day begins only where the budget bears the whole of it.
  let paid = 0;
  for (let spent = BOOKED[id]?.spent ?? 0; spent + day <= budget; spent += day) paid++;
  expect(paid).toBe(days);
});

it.each([
  ['paid', 3],
  ['paid-almost', 3],
  ['paid-and-over', 0],
] as const)('what was paid whole before goes on to its end for next to nothing: %s', (id, days) => {
  const { day = 0, budget = 0 } = dayMicros.get(id) ?? {};
  expect({ day, budget }).toEqual({ day: 1, budget: (BOOKED[id]?.spent ?? 0) + days });
});

it('goes on competing at the price that it had', () => {
  expect(dayMicros.get('new')?.impressions).toBe(330);
  expect(dayMicros.get('begun')?.impressions).toBe(340);
});
