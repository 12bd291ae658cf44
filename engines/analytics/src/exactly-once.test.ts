import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Analytics, openAnalytics } from './analytics.ts';
import { AnalyticsError } from './analytics-error.ts';
import type { AnalyticsEndpoint } from './embedded/index.ts';
import type { EventRow } from './events-table.ts';
import { revenueHourlyViews } from './revenue-hourly-table.ts';
import { type EmbeddedFixture, startEmbedded } from './testing/embedded-fixture.ts';
import { dayMs, sampleAuction, sampleEvent } from './testing/sample-rows.ts';

let fixture: EmbeddedFixture;
let analytics: Analytics;
beforeAll(async () => {
  fixture = await startEmbedded();
  analytics = openAnalytics({ ...fixture.endpoint, database: 'jianchat', timeoutMs: 10_000 });
  await analytics.migrate();
});
afterAll(async () => {
  await analytics.close();
  await fixture.end();
});

const DAY_MS = 86_400_000;
const KILLS = 5;
const BATCH_ROWS = 200;
const WRITERS = 3;

/** What the pipeline does: the same rows with the same token, until they are acknowledged. */
async function insist(insert: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await insert();
    } catch (error) {
      if (!(error instanceof AnalyticsError) || !error.retryable || attempt > 500) throw error;
      await sleep(20);
    }
  }
}

it('stores every acknowledged batch once over kill -9 of the gateway', async () => {
  let stopped = false;
  const acknowledged: number[] = [];
  let batch = 0;
  const write = async () => {
    while (!stopped) {
      batch += 1;
      const number = batch;
      // Three days in a batch: a kill may come between its parts.
      const rows: EventRow[] = Array.from({ length: BATCH_ROWS }, (_, index) =>
        sampleEvent({ at: dayMs + (index % 3) * DAY_MS, placement: `batch-${number}`, charge_micros: 1 }),
      );
      const auctions = rows.map(({ at, placement }) => sampleAuction({ at, placement }));
      await insist(() => analytics.insertEvents(rows, { token: `batch-${number}` }));
      await insist(() => analytics.insertAuctions(auctions, { token: `batch-${number}` }));
      acknowledged.push(number);
      // And once more, as a sender does that was killed before it took note.
      if (number % 4 === 0) await insist(() => analytics.insertEvents(rows, { token: `batch-${number}` }));
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.length;
    await expect
      .poll(() => acknowledged.length, { timeout: 20_000, interval: 7 })
      .toBeGreaterThan(before + 3);
    process.kill(fixture.embedded.pid() ?? 0, 'SIGKILL');
    await expect
      .poll(() => fixture.embedded.state(), { timeout: 20_000 })
      .toMatchObject({ restarts: kill + 1, status: 'ready' });
  }
  stopped = true;
  await Promise.all(writers);
  const expected = acknowledged.map((number) => `batch-${number}`).sort();
  expect(expected.length).toBeGreaterThan(KILLS * 3);
  // By whole hours it is read from the target of the views, by a millisecond less from the tables themselves.
  for (const toMs of [dayMs + 3 * DAY_MS, dayMs + 3 * DAY_MS - 1]) {
    const rows = await analytics.report({ fromMs: dayMs, toMs, groupBy: ['placement'] });
    expect(rows.map(({ placement }) => placement).sort()).toEqual(expected);
    expect(rows.filter((row) => row.impressions !== BATCH_ROWS || row.requests !== BATCH_ROWS)).toEqual([]);
  }
}, 60_000);

it('brings a block to a view that lacks it when the insert is retried', async () => {
  const { url, username, password } = fixture.endpoint;
  const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password };
  const at = dayMs + 10 * DAY_MS;
  const rows = [sampleEvent({ at }), sampleEvent({ at })];
  // What a kill between the table and its view leaves behind.
  const body = `DROP TABLE ${revenueHourlyViews[0]?.name}`;
  expect((await fetch(`${url}/?database=jianchat`, { method: 'POST', headers, body })).status).toBe(200);
  await analytics.insertEvents(rows, { token: 'cut off' });
  await analytics.migrate();
  const hours = { fromMs: at, toMs: at + DAY_MS, groupBy: [] };
  expect(await analytics.report(hours)).toEqual([]);
  for (let turn = 0; turn < 2; turn += 1) {
    await analytics.insertEvents(rows, { token: 'cut off' });
    expect(await analytics.report(hours)).toMatchObject([{ impressions: 2 }]);
    expect(await analytics.report({ ...hours, toMs: at + DAY_MS - 1 })).toMatchObject([{ impressions: 2 }]);
  }
});

it('takes a block again whose part a kill kept from getting its name', async () => {
  const own = await startEmbedded();
  const open = (endpoint: AnalyticsEndpoint) =>
    openAnalytics({ ...endpoint, database: 'jianchat', timeoutMs: 10_000 });
  const rows = [0, 1].map((days) => sampleEvent({ at: dayMs + days * DAY_MS }));
  const before = open(own.endpoint);
  await before.migrate();
  await before.insertEvents(rows, { token: 'first' });
  await before.insertEvents(rows, { token: 'second' });
  await before.close();
  await own.embedded.stop();
  // Recorded, and not there: of each table the last part of the second day.
  const store = join(own.dataDir, 'clickhouse', 'store');
  const tables = Map.groupBy(globSync('*/*/20261102_*', { cwd: store }), (part) => part.slice(0, 40));
  expect([...tables.values()].map((parts) => parts.length)).toEqual([2, 2]);
  for (const parts of tables.values())
    rmSync(join(store, parts.sort().at(-1) as string), { recursive: true });
  const again = await startEmbedded({ dataDir: own.dataDir });
  try {
    const after = open(again.endpoint);
    const period = { fromMs: dayMs, toMs: dayMs + 2 * DAY_MS, groupBy: [] };
    expect(await after.report(period)).toMatchObject([{ impressions: 3 }]);
    for (const token of ['first', 'second', 'second']) await after.insertEvents(rows, { token });
    expect(await after.report(period)).toMatchObject([{ impressions: 4 }]);
    expect(await after.report({ ...period, toMs: period.toMs - 1 })).toMatchObject([{ impressions: 4 }]);
    await after.close();
  } finally {
    await again.end();
  }
});
