import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analytics, openAnalytics } from './analytics.ts';
import type { AuctionRow } from './auctions-table.ts';
import type { EventRow } from './events-table.ts';
import {
  type RawReportRow,
  type ReportQuery,
  type ReportRow,
  reportDimensions,
  toReportRow,
} from './report.ts';
import { cheapestSource, type ReportSource, reportStatement } from './report-sql.ts';
import { type EmbeddedFixture, startEmbedded } from './testing/embedded-fixture.ts';
import { dayMs, sampleAuction, sampleEvent } from './testing/sample-rows.ts';

let fixture: EmbeddedFixture;
let analytics: Analytics;
beforeAll(async () => {
  fixture = await startEmbedded();
  analytics = openAnalytics({ ...fixture.endpoint, database: 'jianchat' });
  await analytics.migrate();
});
afterAll(async () => {
  await analytics.close();
  await fixture.end();
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function run(query: ReportQuery, source: ReportSource): Promise<ReportRow[]> {
  const { sql, parameters } = reportStatement(query, source);
  const { url, username, password } = fixture.endpoint;
  const search = new URLSearchParams({ database: 'jianchat', default_format: 'JSONEachRow' });
  for (const [name, value] of Object.entries(parameters)) search.set(`param_${name}`, String(value));
  const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password };
  const text = await (await fetch(`${url}/?${search}`, { method: 'POST', headers, body: sql })).text();
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => toReportRow(JSON.parse(line) as RawReportRow));
}

const place = {
  at: fc.integer({ min: dayMs, max: dayMs + 30 * HOUR_MS }),
  placement: fc.constantFrom('a', 'b'),
  device_type: fc.constantFrom('phone', 'tv'),
  country: fc.constantFrom('DEU', 'CHN', ''),
} as const;
const noMoney = {
  charge_micros: 0,
  media_micros: 0,
  platform_micros: 0,
  uncharged_micros: 0,
  mediated_micros: 0,
};
const event: fc.Arbitrary<EventRow> = fc
  .record({
    ...place,
    kind: fc.constantFrom('impression', 'click', 'win', 'conversion'),
    value_micros: fc.integer({ min: 0, max: 90_000_000 }),
    verdict: fc.constantFrom('counted', 'counted', 'invalid', 'duplicate'),
    demand: fc.constantFrom('line-1', 'dsp'),
    currency: fc.constantFrom('USD', 'EUR'),
    charge_micros: fc.integer({ min: -5, max: 1_000_000 }),
    uncharged_micros: fc.integer({ min: 0, max: 1_000_000 }),
    mediated_micros: fc.integer({ min: 0, max: 1_000_000 }),
  })
  // A win may move no money: the hourly sums forget such rows, so reports leave them out.
  .map(({ value_micros: value, ...change }) =>
    sampleEvent({
      ...change,
      ...(change.kind === 'win' && noMoney),
      value_micros: change.kind === 'conversion' ? value : 0,
    }),
  );
const auction: fc.Arbitrary<AuctionRow> = fc
  .record({
    ...place,
    outcome: fc.constantFrom('filled', 'unfilled', 'filled.doubtful', 'unfilled.doubtful'),
    bids: fc.integer({ min: 0, max: 9 }),
  })
  .map((change) => sampleAuction(change));
const query: fc.Arbitrary<ReportQuery> = fc
  .record({
    from: fc.integer({ min: 0, max: 15 }),
    hours: fc.integer({ min: 1, max: 30 }),
    groupBy: fc.subarray(reportDimensions.filter((dimension) => dimension !== 'creative')),
    filter: fc.constantFrom({}, { placement: 'a' }, { demand: 'dsp' }, { account: 'other' }),
  })
  .map(({ from, hours, groupBy, filter }) => {
    const fromMs = dayMs + from * HOUR_MS;
    return { fromMs, toMs: fromMs + hours * HOUR_MS, groupBy, filter };
  });

/** The report done by hand: the plainest possible oracle for the sums. */
function totals(
  events: readonly EventRow[],
  auctions: readonly AuctionRow[],
  { fromMs, toMs, filter }: ReportQuery,
) {
  const inside = (row: EventRow | AuctionRow) =>
    row.at >= fromMs &&
    row.at < toMs &&
    Object.entries(filter ?? {}).every(([column, value]) => Reflect.get(row, column) === value);
  const chosen = events.filter((row) => inside(row) && row.verdict === 'counted');
  return {
    requests: filter?.demand === undefined ? auctions.filter(inside).length : 0,
    impressions: chosen.filter(({ kind }) => kind === 'impression').length,
    conversions: chosen.filter(({ kind }) => kind === 'conversion').length,
    valueMicros: chosen.reduce((sum, row) => sum + row.value_micros, 0),
    chargeMicros: chosen.reduce((sum, row) => sum + row.charge_micros, 0),
    unchargedMicros: chosen.reduce((sum, row) => sum + row.uncharged_micros, 0),
    mediatedMicros: chosen.reduce((sum, row) => sum + row.mediated_micros, 0),
  };
}
const sum = (rows: readonly ReportRow[], of: (row: ReportRow) => number | null) =>
  rows.reduce((total, row) => total + (of(row) ?? 0), 0);

describe('reportStatement', () => {
  it('gives the same report from hours as from rows, and the right one', async () => {
    const events = fc.sample(event, { numRuns: 400, seed: 1 });
    const auctions = fc.sample(auction, { numRuns: 400, seed: 2 });
    // Several inserts, so that sums spread over parts.
    for (let part = 0; part < 4; part += 1) {
      const slice = [part * 100, part * 100 + 100] as const;
      await analytics.insertEvents(events.slice(...slice), { token: `part-${part}` });
      await analytics.insertAuctions(auctions.slice(...slice), { token: `part-${part}` });
    }
    await fc.assert(
      fc.asyncProperty(query, async (each) => {
        const rows = await run(each, 'rows');
        expect(await run(each, 'hours')).toEqual(rows);
        const byDemand = each.groupBy.includes('demand');
        const expected = totals(events, auctions, each);
        const believable = auctions.filter(({ outcome }) => !outcome.endsWith('.doubtful'));
        expect(sum(await run({ ...each, believed: true }, 'rows'), (row) => row.requests)).toBe(
          byDemand ? 0 : totals([], believable, each).requests,
        );
        expect({
          requests: sum(rows, (row) => row.requests),
          impressions: sum(rows, (row) => row.impressions),
          conversions: sum(rows, (row) => row.conversions),
          valueMicros: sum(rows, (row) => row.valueMicros),
          chargeMicros: sum(rows, (row) => row.chargeMicros),
          unchargedMicros: sum(rows, (row) => row.unchargedMicros),
          mediatedMicros: sum(rows, (row) => row.mediatedMicros),
        }).toEqual({ ...expected, requests: byDemand ? 0 : expected.requests });
      }),
      { numRuns: 30 },
    );
  });

  it('reads hours only where nothing cuts through them', () => {
    const whole = { fromMs: 0, toMs: HOUR_MS, groupBy: [] };
    expect(cheapestSource(whole)).toBe('hours');
    expect(cheapestSource({ ...whole, toMs: HOUR_MS + 1 })).toBe('rows');
    expect(cheapestSource({ ...whole, groupBy: ['media'], timezone: 'Asia/Kolkata' })).toBe('hours');
    expect(cheapestSource({ ...whole, groupBy: ['day'], timezone: 'Asia/Kolkata' })).toBe('rows');
    expect(cheapestSource({ ...whole, groupBy: ['creative'] })).toBe('rows');
  });

  it('lets no value into its text', () => {
    const filter = { account: 'ACCOUNT', media: 'MEDIA', placement: 'PLACEMENT', demand: 'DEMAND' };
    const { sql, parameters } = reportStatement({
      fromMs: 111,
      toMs: 222,
      groupBy: ['day'],
      filter,
      limit: 333,
    });
    expect(sql).not.toMatch(/ACCOUNT|MEDIA|PLACEMENT|DEMAND|111|222|333/);
    expect(parameters).toMatchObject({ ...filter, from_ms: 111, to_ms: 222, limit: 333 });
  });
});

describe('a whole report', () => {
  const askingForMany = async () => {
    const at = dayMs + 1_000 * DAY_MS;
    const events = Array.from({ length: 10_050 }, (_, each) =>
      sampleEvent({ at, placement: `place-${each}` }),
    );
    await analytics.insertEvents(events, { token: 'many' });
    return { fromMs: at, toMs: at + DAY_MS, groupBy: ['placement'] } as const;
  };

  it('is read whole, however long, a page at a time', async () => {
    const query = await askingForMany();
    expect(await analytics.report(query)).toHaveLength(10_000);
    const pages = await Array.fromAsync(analytics.wholeReport(query));
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(pages.flat().map(({ placement }) => placement)).size).toBe(10_050);
    for await (const page of analytics.wholeReport({ ...query, limit: 1 })) expect(page).toHaveLength(1);
  });

  it('holds up nothing else, however slowly it is read', async () => {
    const query = await askingForMany();
    const slow = Array.from({ length: 10 }, () => analytics.wholeReport(query)[Symbol.asyncIterator]());
    const begun = slow.map((pages) => pages.next());
    await Promise.all(begun.slice(0, 4));
    expect(await analytics.report({ ...query, groupBy: [] })).toHaveLength(1);
    await Promise.all(slow.map((pages) => pages.return?.()));
    await Promise.all(begun);
    // Who had to wait for the readers would wait for a minute.
  }, 30_000);

  it('of a long time is read whole in pieces, as it would be at once', async () => {
    const fromMs = dayMs + 2_000 * DAY_MS;
    const at = (day: number) => fromMs + day * DAY_MS + HOUR_MS;
    const days = [0, 30, 31, 61, 62, 90].flatMap((day) => [
      sampleEvent({ at: at(day), placement: 'long-a', currency: 'USD' }),
      sampleEvent({ at: at(day), placement: 'long-b', currency: 'EUR' }),
    ]);
    await analytics.insertEvents(days, { token: 'long' });
    const filter = { account: days[0]?.account ?? '' };
    // Neither begins nor ends at a midnight.
    const query = {
      fromMs: fromMs + HOUR_MS / 2,
      toMs: at(90) + 1,
      groupBy: ['day', 'placement'],
      filter,
    } as const;
    const whole = (await Array.fromAsync(analytics.wholeReport(query))).flat();
    expect(whole.filter(({ placement }) => placement?.startsWith('long'))).toHaveLength(12);
    expect(whole).toEqual(await analytics.report(query));
  });

  it('of an absent server fails with the first page', async () => {
    const nowhere = openAnalytics({ ...fixture.endpoint, url: 'http://127.0.0.1:9', database: 'jianchat' });
    const pages = nowhere.wholeReport({ fromMs: 0, toMs: 1, groupBy: [] })[Symbol.asyncIterator]();
    await expect(pages.next()).rejects.toMatchObject({ code: 'analytics.unavailable' });
    await nowhere.close();
  });
});
