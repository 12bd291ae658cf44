import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HotState, spentDayKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDelivered } from './delivered.ts';
import { createDelivery } from './delivery.ts';
import { createLeases } from './leases/leases.ts';
import { planOf } from './line-plan.ts';

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
