import { type EventRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { convertingClaims, NOON_MS, SAMPLE_TERMS, sampleClaims } from '@jianchat/events/testing';
import { dealDelivery, deliveredDayKey, deliveredTotalKey, spentDayKey, spentTotalKey } from '@jianchat/hot';
import { createKeepGate } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPipeline, type PipelineOptions, QUARANTINE_TOPIC } from './index.ts';
import { keepUnder } from './testing/keep-under.ts';
import { messageOf, sampleConversion, sampleEvent } from './testing/sample-records.ts';
import { isThrough, readBooks, startTestStores, type TestStores } from './testing/test-stores.ts';

const DAY = { fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 10, 2) };
const nowMs = NOON_MS + 60_000;
const policy = readPolicy();
const keep = keepUnder(policy);
let stores: TestStores;

beforeAll(async () => {
  stores = await startTestStores();
}, 120_000);
afterAll(() => stores.stop());

/** Runs a pipeline until it has passed all that is in the log now. */
async function drain(change: Partial<PipelineOptions> = {}): Promise<ReturnType<typeof pipelineOf>> {
  const pipeline = pipelineOf(change);
  const [events, auctions] = await Promise.all([
    stores.log.end(TOPIC.events),
    stores.log.end(TOPIC.auctions),
  ]);
  pipeline.start();
  await vi.waitFor(() => expect(isThrough(pipeline.state(), { events, auctions })).toBe(true), {
    timeout: 50_000,
  });
  await pipeline.stop();
  return pipeline;
}

const pipelineOf = (change: Partial<PipelineOptions>) =>
  createPipeline({ ...stores, keep, now: () => nowMs, analyticsIntervalMs: 20, ...change });

const append = (event: EventRecord) => stores.log.append(TOPIC.events, messageOf(event), { nowMs });
/** As a log that has forgotten its keys would take it. */
const appendWithoutKey = (event: EventRecord) =>
  stores.log.append(TOPIC.events, { ...messageOf(event), key: '' }, { nowMs });

describe('the pipeline', () => {
  it('charges impressions, and only them', async () => {
    const claims = sampleClaims({ auction: 'first' });
    for (const kind of ['impression', 'click', 'win'] as const) await append(sampleEvent(claims, kind));
    await append(
      sampleEvent(
        sampleClaims({ auction: 'second', demandKind: 'openrtb', demand: 'bidder-1', advertiser: '' }),
      ),
    );
    await drain();
    expect(await readBooks(stores)).toEqual({
      balances: {
        advertiser_prepaid: 1800,
        bidder_receivable: 1800,
        media_payable: -2880,
        platform_revenue: -720,
      },
      countedEvents: 4,
      spendMicros: 1800,
    });
    expect(stores.hot.readNumber(spentTotalKey('line-1'))).toBe(1800);
    expect(stores.hot.readNumber(spentDayKey('line-1', '2026-11-01'))).toBe(1800);
    expect(await stores.analytics.report({ ...DAY, groupBy: [] })).toMatchObject([
      { impressions: 2, clicks: 1, chargeMicros: 3600, mediaMicros: 2880, platformMicros: 720 },
    ]);
  });

  it('charges nothing for duplicates, robots and odd claims', async () => {
    const before = await readBooks(stores);
    await appendWithoutKey(sampleEvent(sampleClaims({ auction: 'first' })));
    await append(sampleEvent(sampleClaims({ auction: 'robot' }), 'impression', { declaredRobot: true }));
    await append(sampleEvent(sampleClaims({ auction: 'dear', priceCpmMicros: Number.MAX_SAFE_INTEGER })));
    await append(sampleEvent(sampleClaims({ auction: 'odd', revenueShareBps: 10_001 })));
    await append(sampleEvent(sampleClaims({ auction: 'other' }), 'impression', { id: 'not-mine.0.i' }));
    await drain();
    expect(await readBooks(stores)).toEqual(before);
  });

  it('sets aside what it does not understand, and goes on', async () => {
    const junk = [
      Buffer.from([0xff, 0xfe]),
      Buffer.from('{}'),
      Buffer.from('null'),
      encodeRecord(sampleEvent(sampleClaims({ auction: 'nul\0' }))),
    ];
    for (const value of junk) await stores.log.append(TOPIC.events, { key: '', value }, { nowMs });
    await append(sampleEvent(sampleClaims({ auction: 'after-junk' })));
    const { countedEvents } = await readBooks(stores);
    const pipeline = await drain();
    expect(pipeline.state().quarantined).toBe(4);
    expect((await readBooks(stores)).countedEvents).toBe(countedEvents + 1);
    const aside = await stores.log.read(QUARANTINE_TOPIC, { from: 0, limit: 10 });
    const kept = aside.map(({ value }) => JSON.parse(Buffer.from(value).toString()));
    expect(kept.map((each) => Buffer.from(each.base64, 'base64'))).toEqual(junk);
  });

  it('counts what deals delivered, and days on the clock that was signed', async () => {
    const atMs = Date.UTC(2026, 10, 1, 3);
    const outside = { demandKind: 'openrtb', demand: 'bidder-1', advertiser: '', atMs } as const;
    await append(
      sampleEvent(sampleClaims({ ...outside, auction: 'dealt', deal: 'd-1', utcOffsetMin: -300 })),
    );
    await append(sampleEvent(sampleClaims({ ...outside, auction: 'open' })));
    await append(sampleEvent(sampleClaims({ auction: 'far', atMs, utcOffsetMin: -300 })));
    const screen = sampleClaims({
      auction: 'screen',
      demand: 'screened',
      atMs,
      impressionsMilli: 12_000,
      priceCpmMicros: 0,
    });
    for (const kind of ['impression', 'click'] as const) await append(sampleEvent(screen, kind));
    await drain();
    const { hot } = stores;
    // Impressions as many as the display stands for, as reports count them; a click is one.
    expect(hot.readNumber(deliveredTotalKey('screened', 'impression'))).toBe(12);
    expect(hot.readNumber(deliveredTotalKey('screened', 'click'))).toBe(1);
    expect(hot.readNumber(deliveredTotalKey(dealDelivery('d-1'), 'impression'))).toBe(1);
    expect(hot.readNumber(deliveredDayKey(dealDelivery('d-1'), 'impression', '2026-10-31'))).toBe(1);
    expect(hot.readNumber(deliveredTotalKey('bidder-1', 'impression'))).toBeUndefined();
    expect(hot.readNumber(spentDayKey('line-1', '2026-10-31'))).toBe(1800);
  });

  it('counts as delivered those conversions that a line item pays for', async () => {
    const paying = convertingClaims({
      auction: 'paying',
      conversion: { ...SAMPLE_TERMS, micros: 5_000_000, paidKind: 'purchase' },
    });
    await append(sampleEvent(paying, 'click'));
    for (const kind of ['lead', 'install', 'purchase']) await append(sampleConversion(paying, { kind }));
    await drain();
    expect(stores.hot.readNumber(deliveredTotalKey('line-1', 'conversion'))).toBe(1);
  });

  it('puts auctions into analytics, imp by imp', async () => {
    const record = {
      v: 1 as const,
      id: 'auction-1',
      atMs: NOON_MS,
      durationUs: 900,
      account: 'demo',
      media: 'demo-site',
      channel: 'site' as const,
      policyVersion: 1,
      regime: 2,
      grants: 0,
      floors: 0,
      reasons: [],
      present: '0',
      undeclared: [],
      country: 'DE',
      deviceType: 'phone' as const,
      imps: [0, -1].map((winner) => ({
        placement: 'demo-banner',
        format: 'banner' as const,
        floorMicros: 0,
        currency: 'USD',
        candidates: [1_000_000, 0].map((priceMicros) => ({
          demandKind: 'direct' as const,
          demand: 'line-1',
          advertiser: 'adv-1',
          creative: 'creative-1',
          priceMicros,
          reason: 0,
          latencyMs: 0,
        })),
        winner,
      })),
      disclosures: [],
    };
    await stores.log.append(TOPIC.auctions, { key: 'auction-1', value: encodeRecord(record) }, { nowMs });
    await drain({ regimeName: (regime) => `regime-${regime}` });
    expect(await stores.analytics.report({ ...DAY, groupBy: [] })).toMatchObject([
      { requests: 2, bids: 2, filled: 1 },
    ]);
  });

  it('counts once when two of it run, and agrees with analytics', async () => {
    const before = await readBooks(stores);
    const claims = Array.from({ length: 3000 }, (_, n) => sampleClaims({ auction: `both-${n}` }));
    await Promise.all(claims.map((each) => append(sampleEvent(each))));
    await Promise.all([drain({ batchMax: 170 }), drain({ batchMax: 230 })]);
    const books = await readBooks(stores);
    expect(books.countedEvents).toBe(before.countedEvents + 3000);
    expect(books.spendMicros).toBe(before.spendMicros + 3000 * 1800);
    expect(stores.hot.readNumber(spentTotalKey('line-1'))).toBe(books.spendMicros);
    const [report] = await stores.analytics.report({ ...DAY, groupBy: [] });
    expect(report?.mediaMicros).toBe(-(books.balances['media_payable'] ?? 0));
    expect(report?.platformMicros).toBe(-(books.balances['platform_revenue'] ?? 0));
  });

  it('goes on with money while analytics is down, and catches up', async () => {
    await append(sampleEvent(sampleClaims({ auction: 'while-down' })));
    const end = await stores.log.end(TOPIC.events);
    const { openAnalytics } = await import('@jianchat/analytics');
    // Nobody listens on the discard port of the loopback.
    const down = openAnalytics({ url: 'http://127.0.0.1:9', username: 'x', password: 'x', database: 'x' });
    const pipeline = pipelineOf({ analytics: down });
    pipeline.start();
    await vi.waitFor(
      () => {
        expect(pipeline.state().consumers.money.nextOffset).toBe(end);
        expect(pipeline.state().consumers['analytics.events'].fault).toBe('analytics.unavailable');
      },
      { timeout: 20_000 },
    );
    await pipeline.stop();
    await down.close();
    expect((await drain()).state().consumers['analytics.events'].fault).toBeUndefined();
  });

  it('survives the death of PostgreSQL and of analytics', { timeout: 60_000 }, async () => {
    const before = await readBooks(stores);
    const claims = Array.from({ length: 4000 }, (_, n) => sampleClaims({ auction: `death-${n}` }));
    await Promise.all(claims.map((each) => append(sampleEvent(each))));
    const faults = new Set<string | undefined>();
    let batches = 0;
    await drain({
      batchMax: 100,
      analyticsIntervalMs: 1,
      onState: ({ consumers }) => {
        for (const { fault } of Object.values(consumers)) faults.add(fault);
        batches += 1;
        if (batches === 12) stores.killEngines();
      },
    });
    expect(faults).toContain('records.unavailable');
    const books = await readBooks(stores);
    expect(books.countedEvents).toBe(before.countedEvents + 4000);
    expect(books.spendMicros).toBe(before.spendMicros + 4000 * 1800);
    const [report] = await stores.analytics.report({ ...DAY, groupBy: [] });
    expect(report?.mediaMicros).toBe(-(books.balances['media_payable'] ?? 0));
  });

  it('V2: writes down what the policies of then and now both let stand; money is the same', async () => {
    const before = await readBooks(stores);
    await append(sampleEvent(sampleClaims({ auction: 'kept-whole', placement: 'kept' })));
    await append(sampleEvent(sampleClaims({ auction: 'of-nobody', placement: 'kept', policyVersion: 99 })));
    const fields = policy.fields.map((field) => (field.name === 'country' ? { ...field, store: [] } : field));
    const now = { ...policy, fields, fieldById: new Map(fields.map((field) => [field.id, field])) };
    const narrowed = createKeepGate({
      ofVersion: (version) => (version === 99 ? undefined : policy),
      inForce: () => now,
    });
    const pipeline = await drain({ keep: narrowed });
    const rows = await stores.analytics.report({
      ...DAY,
      groupBy: ['placement', 'country'],
      filter: { placement: 'kept' },
    });
    // The one collected under a policy that nobody knows is charged, and not told in reports.
    expect(rows).toMatchObject([{ country: '', impressions: 1, chargeMicros: 1800 }]);
    expect(pipeline.state().withheld).toBe(1);
    expect((await readBooks(stores)).countedEvents).toBe(before.countedEvents + 2);
  });

  it('counts on, and says why, where a day of a flat price can’t be dealt out', async () => {
    const { db } = stores.records;
    await sql`alter table line_item_places add constraint broken check (fee_offset is null)`.execute(db);
    const flat = { demand: 'flat', priceCpmMicros: 0, dayMicros: 100 };
    await append(sampleEvent(sampleClaims({ ...flat, auction: 'flat-1', atMs: NOON_MS - 5 * 86_400_000 })));
    await append(sampleEvent(sampleClaims({ auction: 'after-flat', demand: 'beside' })));
    expect((await drain()).state().consumers.money.fault).toBe('records.refused');
    expect(['flat', 'beside'].map((id) => stores.hot.readNumber(spentTotalKey(id)))).toEqual([100, 1800]);
    await sql`alter table line_item_places drop constraint broken`.execute(db);
    expect((await drain()).state().consumers.money.fault).toBeUndefined();
  });

  it('waits for a record of a newer release instead of losing it', async () => {
    await append(sampleEvent(sampleClaims({ auction: 'before-newer' })));
    const { countedEvents } = await readBooks(stores);
    const newer = Buffer.from(JSON.stringify({ v: 2, id: 'from-the-future' }));
    await stores.log.append(TOPIC.events, { key: '', value: newer }, { nowMs });
    const pipeline = pipelineOf({});
    pipeline.start();
    await vi.waitFor(() => expect(pipeline.state().consumers.money.fault).toBe('record.newer'));
    await pipeline.stop();
    // What came before it went through.
    expect((await readBooks(stores)).countedEvents).toBe(countedEvents + 1);
    await sql`update consumer_offsets set next_offset = next_offset + 1 where consumer = 'money'`.execute(
      stores.records.db,
    );
  });
});
