import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AuctionRecord, TOPIC } from '@jianchat/events';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { addField, coarseCount, emptyMask, FIELD, maskKey, maskOfKey } from '@jianchat/policy';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createLive } from '../live/live.ts';
import type { LogLine } from '../log-line.ts';
import { sampleAuction } from '../testing/sample-auction.ts';
import { appendAuction, liveAuction, testPolicy } from '../testing/start-test-control.ts';
import { createAuctionTally, emptyTally } from './auction-tally.ts';
import { createKeptTally, memoryTally } from './kept-tally.ts';
import { createPolicyCounters } from './policy-counters.ts';

const maskOf = (...ids: number[]): string => {
  const mask = emptyMask(testPolicy.fieldWords);
  for (const id of ids) addField(mask, id);
  return maskKey(mask);
};
const regimeId = (name: string): number =>
  testPolicy.regimes.find((regime) => regime.name === name)?.id ?? -1;
const CAME = [FIELD.site, FIELD.browser, FIELD.ipAddress, FIELD.idfa];

/** A request under `unknown`, where only the context may enter and be shown. */
const auction = (change: Partial<AuctionRecord> = {}): AuctionRecord => ({
  ...sampleAuction(),
  policyVersion: testPolicy.version,
  regime: regimeId('unknown'),
  grants: 0,
  floors: 0,
  present: maskOf(...CAME),
  undeclared: [
    { parent: '', count: 1 },
    { parent: 'device', count: 2 },
  ],
  disclosures: [
    {
      recipient: 'demo-dsp-a',
      contract: 'demo-dsp-a',
      purposes: 4,
      fields: maskOf(FIELD.site, FIELD.browser, FIELD.ipPrefix),
    },
  ],
  ...change,
});
const tablesOf = (version: number) => (version === testPolicy.version ? testPolicy : undefined);

describe('the tally', () => {
  it('[C2] counts each field’s fate, what nobody declares, who was told, and what was kept back', () => {
    const tally = createAuctionTally(emptyTally(), tablesOf);
    for (const offset of [0, 1, 1, 0, 2]) tally.add(auction(), offset);
    expect(tally.state).toMatchObject({
      nextOffset: 3,
      requests: 3,
      regimes: { unknown: 3 },
      undeclared: 9,
      disclosures: { demand: 3 },
      // Of what came, the contract names the address and the advertising id; neither was shown.
      withheld: 6,
    });
    expect(tally.state.fields).toEqual({
      site: { kept: 3, truncated: 0, hashed: 0, dropped: 0 },
      browser: { kept: 3, truncated: 0, hashed: 0, dropped: 0 },
      ipAddress: { kept: 0, truncated: 3, hashed: 0, dropped: 0 },
      idfa: { kept: 0, truncated: 0, hashed: 0, dropped: 3 },
    });
  });

  it('counts a request whose tables are gone, and says nothing of its fields', () => {
    const tally = createAuctionTally(emptyTally(), tablesOf);
    tally.add(auction({ policyVersion: 99 }), 0);
    expect(tally.state).toMatchObject({ requests: 1, regimes: {}, fields: {}, disclosures: {} });
  });

  it('counts recipients that could be shown nothing', () => {
    const candidate = { demandKind: 'openrtb', demand: 'demo-dsp-a', advertiser: '', creative: '' } as const;
    const numbers = { priceMicros: 0, latencyMs: 0 };
    const imp = { placement: 'p', format: 'banner', floorMicros: 0, currency: 'USD', winner: -1 } as const;
    const candidates = [0, 204, 204].map((reason) => ({ ...candidate, ...numbers, reason }));
    const tally = createAuctionTally(emptyTally(), tablesOf);
    tally.add(auction({ imps: [{ ...imp, candidates }] }), 0);
    expect(tally.state.refused).toBe(2);
  });

  it('reads masks back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(63), { maxLength: 64 }), (ids) => {
        const mask = emptyMask(2);
        for (const id of ids) addField(mask, id);
        expect(maskOfKey(maskKey(mask), 2)).toEqual(mask);
      }),
    );
  });
});

describe('the kept tally', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  it('counts every record of the log once, whenever the process ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jianchat-tally-'));
    const log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 3_600_000 });
    cleanups.push(
      () => rm(folder, { recursive: true }),
      () => log.close(),
    );
    const store = memoryTally();
    let appended = 0;
    for (const clean of [true, false, true]) {
      // More than the live view looks back.
      for (let count = 0; count < 30; count += 1) await appendAuction(log, auction({ id: `a${appended++}` }));
      const kept = clean
        ? store
        : { read: store.read, replace: () => Promise.reject(new Error('disk full')) };
      const tally = createKeptTally({ store: kept, tablesOf, onLog: () => {}, keepEveryMs: 60_000 });
      const live = createLive({
        ...{ log, tally, now: Date.now, onLog: () => {}, bounds: { kept: 5 } },
        explain: liveAuction,
        explainRecipients: () => [],
      });
      await live.start();
      await expect
        .poll(() => tally.state().nextOffset, { timeout: 10_000 })
        .toBe(await log.end(TOPIC.auctions));
      await live.stop();
      expect(tally.state().requests).toBe(appended);
    }
  });

  it('begins anew, and says so, when what was kept is damaged or of another log', async () => {
    const lines: LogLine[] = [];
    const store = memoryTally();
    await store.replace(Buffer.from('{"format":1,"nextOffset":-4}'));
    const tally = createKeptTally({ store, tablesOf, onLog: (line) => lines.push(line) });
    await tally.start(0);
    tally.add(auction(), 0);
    await tally.stop();
    expect(lines.map(({ event }) => event)).toEqual(['control.tally.unreadable']);
    const again = createKeptTally({ store, tablesOf, onLog: (line) => lines.push(line) });
    await again.start(0);
    expect(again.state()).toMatchObject({ requests: 1, nextOffset: 0 });
    await again.stop();
  });
});

describe('public counts', () => {
  const NOON = Date.UTC(2026, 10, 25, 12, 34, 56);
  const rows = [{ impressions: 5_678 }, { impressions: 4 }];
  const source = (report: () => Promise<unknown>) => {
    const clock = { nowMs: NOON };
    const tally = createAuctionTally(emptyTally(), tablesOf);
    const counters = createPolicyCounters({
      tally: () => tally.state,
      // biome-ignore lint/suspicious/noExplicitAny: only one member of the rows is read.
      analytics: { report: report as any },
      now: () => clock.nowMs,
    });
    return { clock, tally, counters };
  };

  it('are cut down so that one request more or less never shows [P1]', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (count) => {
        const shown = coarseCount(count);
        expect(shown).toBeLessThanOrEqual(count);
        expect(shown === 0 || shown >= 10).toBe(true);
        expect(coarseCount(shown)).toBe(shown);
        expect(String(shown).replace(/0+$/, '').length).toBeLessThanOrEqual(3);
        if (count >= 1_000) expect(shown).toBeGreaterThan(count * 0.99);
      }),
    );
    expect([0, 9, 10, 19, 999, 1_234, 56_789].map(coarseCount)).toEqual([0, 0, 10, 10, 990, 1_230, 56_700]);
  });

  it('are nothing before the first request, small ones are hidden, and times are days', async () => {
    const { clock, tally, counters } = source(async () => rows);
    expect(counters.read()).toBeUndefined();
    await setImmediate();
    for (let offset = 0; offset < 25; offset += 1)
      tally.add(
        auction({ atMs: NOON, present: maskOf(FIELD.site, ...(offset < 9 ? [FIELD.idfa] : [])) }),
        offset,
      );
    clock.nowMs += 60_000;
    const shown = counters.read();
    expect(shown).toMatchObject({
      requests: 20,
      undeclared: 70,
      sinceMs: Date.UTC(2026, 10, 25),
      charged: 5_680,
    });
    expect(shown?.fields).toEqual({
      site: { kept: 20, truncated: 0, hashed: 0, dropped: 0 },
      idfa: { kept: 0, truncated: 0, hashed: 0, dropped: 0 },
    });
  });

  it('are the same object for a minute, and after it while no number moved', () => {
    const { clock, tally, counters } = source(async () => rows);
    tally.add(auction(), 0);
    const first = counters.read();
    for (let offset = 1; offset < 200; offset += 1) tally.add(auction(), offset);
    clock.nowMs += 59_999;
    expect(counters.read()).toBe(first);
    clock.nowMs += 1;
    const second = counters.read();
    expect(second?.requests).toBe(200);
    clock.nowMs += 60_000;
    expect(counters.read()).toBe(second);
  });

  it('leave out what the reports can’t tell, and fail nowhere', async () => {
    const { clock, tally, counters } = source(() => Promise.reject(new Error('down')));
    tally.add(auction(), 0);
    counters.read();
    clock.nowMs += 600_000;
    await Promise.resolve();
    expect(counters.read()).toMatchObject({ charged: undefined });
  });
});
