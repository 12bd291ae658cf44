import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDelivered } from './delivered.ts';
import { createDelivery } from './delivery.ts';
import { createLeases } from './leases/leases.ts';
import { type LinePlan, planOf } from './line-plan.ts';

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'days-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});

const line = (id: string): SnapshotLineItem => ({
  id,
  advertiser: 'adv',
  kind: 'pricePriority',
  priority: 8,
  priceCpmMicros: 1_000_000,
  budgetDailyMicros: 100_000_000,
  pacing: { mode: 'even', catchUp: true },
  targeting: {},
  clock: 'advertiser',
  timeZone: 'America/New_York',
  currency: 'USD',
  startsAtMs: 0,
  endsAtMs: Number.MAX_SAFE_INTEGER,
  creatives: [],
});

it.each([
  // 22:00 of the day before in New York.
  ['2026-11-24T03:00:00Z', '2026-11-23', 92, 91],
  // The day that began there at 04:00 UTC has 25 hours: at 17:00 UTC it is noon.
  ['2026-11-01T17:00:00Z', '2026-11-01', 51, 49],
  ['2026-10-31T16:00:00Z', '2026-10-31', 51, 49],
] as const)("days are those of the line item's clock: at %s it is %s", async (at, day, over, under) => {
  const nowMs = Date.parse(at);
  const standing = async (id: string, percent: number) => {
    await hot.writeNumbers([[spentDayKey(id, day), percent * 1_000_000]]);
    const leases = createLeases({ hot, windowMs: 60_000, holder: id });
    const delivered = createDelivered(hot);
    const delivery = createDelivery({ delivered, leases });
    const plan = planOf(line(id), undefined);
    delivery.load([plan], { media: [] });
    await leases.renew(nowMs);
    return delivery.standing(plan, { nowMs, media: 'm', seed: 1 });
  };
  expect(await standing(`over-${day}`, over)).toBe(520);
  expect(await standing(`under-${day}`, under)).toMatchObject({ tier: 3 });
});

const byTheDay = (id: string, dayMicros: number): SnapshotLineItem => {
  const { budgetDailyMicros: _, pacing: __, ...rest } = line(id);
  return {
    ...rest,
    cost: { model: 'flat', dayMicros, expectedImpressions: 1000 },
    order: { id: 'order', budgetTotalMicros: 150, lineItems: ['one', 'two', 'views'] },
  };
};

it("a day's price holds the order's budget before it is charged, against other days and impressions", async () => {
  const nowMs = Date.parse('2026-11-24T12:00:00Z');
  const leases = createLeases({ hot, windowMs: 60_000, holder: 'ordered' });
  const delivery = createDelivery({ delivered: createDelivered(hot), leases });
  const one = planOf(byTheDay('one', 100), undefined);
  const two = planOf(byTheDay('two', 100), undefined);
  const { cost: _, ...byViews } = { ...byTheDay('views', 1), priceCpmMicros: 10_000 };
  const views = planOf(byViews, undefined);
  delivery.load([one, two, views], { media: [] });
  const moment = { nowMs, media: 'm', seed: 1 };
  const take = (plan: LinePlan) => delivery.take(plan, { nowMs, impressionsMilli: 1000 });
  // Nothing is held yet.
  expect(delivery.standing(one, moment)).toBe(503);
  await leases.renew(nowMs);
  expect(delivery.standing(one, moment)).toMatchObject({ tier: 3 });
  expect(take(one)).toBeUndefined();
  await leases.renew(nowMs);
  expect(delivery.standing(two, moment)).toBe(503);
  expect(take(two)).toBe(503);
  expect(take(one)).toBeUndefined();
  // 50 of 150 are left for what costs 10 each.
  let shown = 0;
  while (take(views) === undefined && shown < 100) {
    shown += 1;
    await leases.renew(nowMs);
  }
  expect(shown).toBe(5);
  await hot.writeNumbers([
    [spentDayKey('one', '2026-11-24'), 100],
    [spentTotalKey('one'), 100],
  ]);
  // A day that has begun goes on.
  const later = nowMs + 1_000;
  expect(delivery.standing(one, { ...moment, nowMs: later })).toMatchObject({ tier: 3 });
});
