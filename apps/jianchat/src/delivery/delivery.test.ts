import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importConfiguration, policyContracts, readDeliveries, readDelivery } from '@jianchat/control';
import {
  type EventClaims,
  type EventKind,
  type EventRecord,
  encodeRecord,
  eventIdOf,
  TOPIC,
} from '@jianchat/events';
import { sampleClaims } from '@jianchat/events/testing';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { createPipeline } from '@jianchat/pipeline';
import { createKeepGate } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deliveriesText, deliveryText } from './delivery-text.ts';

/** Noon of the third of ten days in Berlin, where it is eleven in UTC. */
const NOW = Date.parse('2026-11-03T11:00:00Z');
const policy = readPolicy();
const folder = mkdtempSync(join(tmpdir(), 'jianchat-delivery-'));
let records: TestRecords;
let log: EventLog;
let hot: HotState;

const TIME = { startsAt: '2026-10-31T23:00:00Z', endsAt: '2026-11-10T23:00:00Z' };
const line = (id: string, more: object) => ({ id, advertiser: 'adv-1', order: 'autumn', ...TIME, ...more });

const creative = (lineItem: string) => ({
  id: `${lineItem}-c`,
  lineItem,
  kind: 'banner',
  w: 300,
  h: 250,
  html: 'ad',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
});

const CONFIGURATION = {
  accounts: [{ id: 'demo', name: 'Demo' }],
  media: [{ id: 'demo-site', account: 'demo', kind: 'site', domain: 'demo.example' }],
  placements: [{ id: 'demo-banner', media: 'demo-site', imp: { banner: {} } }],
  bidders: [{ id: 'alpha', endpoint: 'https://alpha.example/bid', contract: 'demo-dsp-a' }],
  advertisers: [{ id: 'adv-1', name: 'Advertiser', timeZone: 'Europe/Berlin' }],
  orders: [{ id: 'autumn', advertiser: 'adv-1', budgetTotalMicros: 20_000_000 }],
  deals: [
    {
      id: 'front',
      kind: 'preferred',
      bidders: [{ bidder: 'alpha' }],
      priceCpmMicros: 1,
      goal: { impressions: 4, per: 'day' },
    },
  ],
  lineItems: [
    line('line-1', {
      kind: 'standard',
      priceCpmMicros: 1_800_000,
      budgetTotalMicros: 900_000,
      goal: { metric: 'impressions', amount: 100 },
    }),
    line('clicked', {
      goal: { metric: 'clicks', amount: 20 },
      cost: { model: 'cpc', clickMicros: 50_000 },
      dayParts: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 720, toMinute: 1440 }],
    }),
    line('voice', { kind: 'sponsorship', goal: { metric: 'shareOfVoice', percent: 50 } }),
    line('money', { priceCpmMicros: 1_000_000, budgetTotalMicros: 10_000, endsAt: '2026-11-02T23:00:00Z' }),
    line('later', { goal: { metric: 'impressions', amount: 5 }, startsAt: '2026-11-05T00:00:00Z' }),
    line('off', { goal: { metric: 'impressions', amount: 5 }, enabled: false }),
    line('plain', { priceCpmMicros: 1 }),
    line('bare', { order: undefined }),
    line('waits', { order: undefined }),
  ],
  creatives: ['line-1', 'clicked', 'voice', 'plain', 'waits'].map(creative),
};

let auctions = 0;
/** Shows an ad at a time, and what else followed. */
async function show(at: string, change: Partial<EventClaims>, kinds: readonly EventKind[] = ['impression']) {
  const atMs = Date.parse(at);
  const claims = sampleClaims({ atMs, utcOffsetMin: 60, auction: `auction-${auctions++}`, ...change });
  for (const kind of kinds) {
    const id = eventIdOf(claims, kind);
    const event: EventRecord = { v: 1, id, kind, atMs, claims, declaredRobot: false };
    await log.append(TOPIC.events, { key: id, value: encodeRecord(event) }, { nowMs: NOW });
  }
}

async function count(): Promise<void> {
  const pipeline = createPipeline({
    log,
    hot,
    records: records.records,
    analytics: { insertEvents: async () => undefined, insertAuctions: async () => undefined },
    keep: createKeepGate({ ofVersion: () => policy, inForce: () => policy }),
    now: () => NOW,
    analyticsIntervalMs: 20,
  });
  const end = await log.end(TOPIC.events);
  pipeline.start();
  await vi.waitFor(() => expect(pipeline.state().consumers.money.nextOffset).toBeGreaterThanOrEqual(end), {
    timeout: 30_000,
  });
  await pipeline.stop();
}

beforeAll(async () => {
  records = await startTestRecords();
  log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 3_600_000 });
  hot = openLmdbHot({ path: join(folder, 'hot') });
  const outcome = await importConfiguration(records.records.db, CONFIGURATION, {
    contract: policyContracts(() => policy),
  });
  expect(outcome).toMatchObject({ ok: true });
  await sql`insert into creative_reviews (hash, source, demand, creative, format, markup, domains, state, first_seen_at, at)
    values (repeat('a', 64), 'direct', 'adv-1', 'waits-c', 'banner', '', '', 'pending', now(), now())`.execute(
    records.records.db,
  );
  for (let at = 0; at < 12; at++) await show('2026-11-01T10:00:00Z', {}, ['impression', 'viewable']);
  // Eleven in the evening of the second there, so still the second.
  for (let at = 0; at < 3; at++) await show('2026-11-02T22:30:00Z', {});
  for (let at = 0; at < 5; at++) await show('2026-11-02T23:30:00Z', { priceCpmMicros: 0 });
  const clicked = {
    demand: 'clicked',
    priceCpmMicros: 0,
    clickMicros: 50_000,
    clickUrl: 'https://a.example/',
  };
  for (let at = 0; at < 6; at++) await show('2026-11-02T12:00:00Z', clicked, ['impression', 'click']);
  for (let at = 0; at < 7; at++) await show('2026-11-03T10:00:00Z', { demand: 'voice', priceCpmMicros: 0 });
  for (let at = 0; at < 20; at++)
    await show('2026-11-02T10:00:00Z', { demand: 'money', priceCpmMicros: 1_000_000 });
  const bought = { demandKind: 'openrtb', demand: 'alpha', advertiser: '', deal: 'front' } as const;
  for (let at = 0; at < 3; at++) await show('2026-11-03T09:00:00Z', bought);
  await count();
}, 120_000);
afterAll(async () => {
  await Promise.all([log?.close(), hot?.close()]);
  await records?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const requests = { requests: 20, filled: 7, impressions: 0, clicks: 0, placement: 'demo-banner' };
const analytics = { report: async () => [requests] as never };
const means = () => ({ db: records.records.db, analytics, policy, nowMs: NOW });
const all = async () => {
  const { items } = await readDeliveries(means(), { limit: 1000 });
  return new Map(items.map((item) => [item.id, item]));
};

describe('U3, S2: delivery against goals', () => {
  it('holds what was counted against what was due by now on its own clock', async () => {
    // Two and a half of ten days are over there.
    expect((await all()).get('line-1')).toMatchObject({
      metric: 'impressions',
      goal: 100,
      delivered: 20,
      due: 25,
      pace: 0.8,
      state: 'behind',
      forecast: 80,
      impressions: 20,
      viewableImpressions: 12,
      spentMicros: 15 * 1800,
      spentTodayMicros: 0,
      leftMicros: 900_000 - 15 * 1800,
      timeZone: 'Europe/Berlin',
    });
  });

  it('asks for nothing outside the parts of its day', async () => {
    // Half days begin at noon: two of ten are over.
    expect((await all()).get('clicked')).toMatchObject({ delivered: 6, due: 4, state: 'ahead', clicks: 6 });
  });

  it('tells a share of voice of the requests that it fits', async () => {
    expect((await all()).get('voice')).toMatchObject({ goal: 50, delivered: 35, due: 50, state: 'behind' });
  });

  it('tells of deals, and of what is not running', async () => {
    const items = await all();
    const states = (id: string) => [items.get(id)?.state, items.get(id)?.delivered, items.get(id)?.due];
    expect(states('deal:front')).toEqual(['ahead', 3, 1]);
    expect(states('money')).toEqual(['done', 10_000, 10_000]);
    expect(states('later')).toEqual(['notStarted', 0, 0]);
    expect(states('off')[0]).toBe('paused');
    expect(states('plain')).toEqual(['running', null, null]);
    // Nothing of it can be shown: there is no creative, or it waits for its review.
    expect([states('bare')[0], states('waits')[0]]).toEqual(['noCreative', 'noCreative']);
    expect(items.get('deal:front')).toMatchObject({ spentMicros: null, advertiser: null });
  });

  it('adds up with the books, to the micro and to the event', async () => {
    const { items, orders } = await readDeliveries(means(), { limit: 1000 });
    const { rows } = await sql<{ micros: number; shown: number }>`
      select sum(balance_micros)::int8 as micros,
        (select count(*)::int8 from counted_events where kind = 'impression') as shown
      from ledger_balances where kind = 'advertiser_prepaid'`.execute(records.records.db);
    const spent = items.reduce((sum, item) => sum + (item.spentMicros ?? 0), 0);
    expect(spent).toBe(rows[0]?.micros);
    expect(items.reduce((sum, item) => sum + item.impressions, 0)).toBe(rows[0]?.shown);
    expect(orders).toEqual([
      {
        order: 'autumn',
        currency: 'USD',
        budgetMicros: 20_000_000,
        spentMicros: spent,
        leftMicros: 20_000_000 - spent,
      },
    ]);
  });

  it('plans days that together are the goal, and counts each event on its day there', async () => {
    const one = await readDelivery(means(), 'line-1');
    expect(one?.days).toHaveLength(10);
    expect(one?.days.reduce((sum, { planned }) => sum + (planned ?? 0), 0)).toBe(100);
    expect(one?.days.slice(0, 4).map(({ day, delivered }) => [day, delivered])).toEqual([
      ['2026-11-01', 12],
      ['2026-11-02', 3],
      ['2026-11-03', 5],
      ['2026-11-04', null],
    ]);
    expect(await readDelivery(means(), 'nothing')).toBeUndefined();
  });

  it('is told of one order, advertiser, and as text', async () => {
    const none = await readDeliveries(means(), { limit: 1000, advertiser: 'nobody' });
    expect([none.items, deliveriesText(none)]).toEqual([[], 'nothing is booked\n']);
    const ordered = await readDeliveries(means(), { limit: 2, order: 'autumn' });
    expect(ordered.items.map(({ id }) => id)).toHaveLength(2);
    expect([ordered.more, none.more]).toEqual([true, false]);
    expect(deliveriesText(ordered)).toMatch(
      /more is booked than these 2: name an order, or raise --limit\n$/,
    );
    const one = await readDelivery(means(), 'line-1');
    if (one === undefined) throw new Error('line-1 is booked');
    expect(deliveryText(one)).toMatch(
      /line-1 +behind +impressions +20 +25 +100 +80 % +80 +0\.03 USD +0\.87 USD/,
    );
    expect(deliveryText(one)).toContain('2026-11-01  12         10');
  });
});
