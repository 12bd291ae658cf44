import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analytics, openAnalytics } from './analytics.ts';
import type { ReportQuery } from './report.ts';
import { tables } from './schema.ts';
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

/** Every test has a day of its own. */
let nextDay = dayMs;
function period() {
  nextDay += 2 * DAY_MS;
  return { fromMs: nextDay, toMs: nextDay + DAY_MS };
}
const counted = async (query: Omit<ReportQuery, 'groupBy'>) =>
  (await analytics.report({ ...query, groupBy: [] }))[0]?.impressions ?? 0;

describe('playback', () => {
  it('counts what players reported of timed ads, and why some were not played', async () => {
    const { fromMs: at, toMs } = period();
    const film = { at, format: 'video', charge_micros: 0, media_micros: 0, platform_micros: 0 } as const;
    await analytics.insertEvents(
      [
        sampleEvent({ ...film, kind: 'impression' }),
        sampleEvent({ ...film, kind: 'start' }),
        sampleEvent({ ...film, kind: 'complete' }),
        sampleEvent({ ...film, kind: 'complete', verdict: 'duplicate' }),
        sampleEvent({ ...film, kind: 'start', format: 'audio', placement: 'radio' }),
        sampleEvent({ ...film, kind: 'error', error_code: 303, placement: 'radio' }),
        sampleEvent({ ...film, kind: 'error', error_code: 303 }),
        sampleEvent({ ...film, kind: 'error', error_code: 402 }),
        sampleEvent({ ...film, kind: 'impression', format: 'banner' }),
      ],
      { token: 'playback' },
    );
    const query = { fromMs: at, toMs, groupBy: [] } as const;
    const rows = await analytics.playback({ ...query, groupBy: ['placement'] });
    expect(rows).toMatchObject([
      { placement: 'demo-banner', counts: { impression: 1, start: 1, complete: 1, skip: 0, error: 2 } },
      { placement: 'radio', counts: { impression: 0, start: 1, complete: 0, error: 1 } },
    ]);
    expect(await analytics.playback({ ...query, format: 'audio' })).toMatchObject([
      { counts: { start: 1, error: 0 } },
    ]);
    expect(await analytics.playback({ ...query, filter: { placement: 'nowhere' } })).toEqual([]);
    expect(await analytics.playbackErrors(query)).toEqual([
      { code: 303, errors: 2 },
      { code: 402, errors: 1 },
    ]);
  });
});

describe('report', () => {
  it('puts traffic and money of each group together', async () => {
    const { fromMs: at, toMs } = period();
    await analytics.insertAuctions(
      [
        sampleAuction({ at }),
        sampleAuction({ at, outcome: 'unfilled', winner: '', bids: 0 }),
        sampleAuction({ at: at + HOUR_MS, placement: 'demo-video', bids: 3 }),
        sampleAuction({ at: toMs }),
      ],
      { token: 'report' },
    );
    const free = { charge_micros: 0, media_micros: 0, platform_micros: 0 };
    await analytics.insertEvents(
      [
        sampleEvent({ at }),
        sampleEvent({ at: at + 1, kind: 'click', ...free }),
        sampleEvent({ at, verdict: 'invalid', charge_micros: 500 }),
        sampleEvent({ at, verdict: 'duplicate' }),
        sampleEvent({ at: at - 1 }),
        ...(['', 'click', 'view', 'unverified'] as const).map((conversion_basis) =>
          sampleEvent({ at, kind: 'conversion', conversion_basis, value_micros: 7, ...free }),
        ),
      ],
      { token: 'report' },
    );
    const rows = await analytics.report({ fromMs: at, toMs, groupBy: ['placement', 'hour'] });
    const hour = new Date(at).toISOString().replace('.000', '');
    expect(rows).toEqual([
      {
        hour,
        placement: 'demo-banner',
        requests: 2,
        bids: 2,
        filled: 1,
        impressions: 1,
        clicks: 1,
        conversions: 2,
        viewConversions: 1,
        unverifiedConversions: 1,
        valueMicros: 21,
        chargeMicros: 1_000,
        mediaMicros: 800,
        platformMicros: 200,
        unchargedMicros: 0,
        mediatedMicros: 0,
        currency: 'USD',
      },
      {
        hour: new Date(at + HOUR_MS).toISOString().replace('.000', ''),
        placement: 'demo-video',
        requests: 1,
        bids: 3,
        filled: 1,
        impressions: 0,
        clicks: 0,
        conversions: 0,
        viewConversions: 0,
        unverifiedConversions: 0,
        valueMicros: 0,
        chargeMicros: 0,
        mediaMicros: 0,
        platformMicros: 0,
        unchargedMicros: 0,
        mediatedMicros: 0,
        currency: '',
      },
    ]);
    expect(
      await analytics.report({ fromMs: at, toMs, groupBy: [], filter: { placement: 'demo-video' } }),
    ).toMatchObject([{ requests: 1, impressions: 0 }]);
    const value = "demo'; DROP TABLE events; --";
    expect(await analytics.report({ fromMs: at, toMs, groupBy: [], filter: { account: value } })).toEqual([]);
  });

  it('knows no requests by demand', async () => {
    const { fromMs: at, toMs } = period();
    await analytics.insertAuctions([sampleAuction({ at })], { token: 'demand' });
    await analytics.insertEvents(
      [
        sampleEvent({ at }),
        sampleEvent({ at, demand: 'demo-dsp-a', demand_kind: 'openrtb', charge_micros: 5 }),
      ],
      { token: 'demand' },
    );
    const nothing = { requests: null, bids: null, filled: null };
    expect(await analytics.report({ fromMs: at, toMs, groupBy: ['demand'] })).toMatchObject([
      { ...nothing, demand: 'demo-dsp-a', chargeMicros: 5 },
      { ...nothing, demand: 'line-1', chargeMicros: 1_000 },
    ]);
    expect(
      await analytics.report({ fromMs: at, toMs, groupBy: ['media'], filter: { demand: 'demo-dsp-a' } }),
    ).toMatchObject([{ ...nothing, media: 'demo-site', chargeMicros: 5 }]);
  });

  it('keeps currencies apart without counting traffic twice', async () => {
    const { fromMs: at, toMs } = period();
    await analytics.insertAuctions([sampleAuction({ at }), sampleAuction({ at })], { token: 'currency' });
    await analytics.insertEvents(
      [sampleEvent({ at }), sampleEvent({ at, currency: 'EUR', charge_micros: 7 })],
      {
        token: 'currency',
      },
    );
    const rows = await analytics.report({ fromMs: at, toMs, groupBy: ['country'] });
    expect(rows.map(({ currency, requests, chargeMicros }) => [currency, requests, chargeMicros])).toEqual([
      ['EUR', 2, 7],
      ['USD', 0, 1_000],
    ]);
  });

  it('starts days in the time zone that is asked for', async () => {
    const { fromMs } = period();
    await analytics.insertEvents([sampleEvent({ at: fromMs + 17 * HOUR_MS })], { token: 'timezone' });
    const query = { fromMs, toMs: fromMs + DAY_MS, groupBy: ['day'] } as const;
    const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    expect((await analytics.report(query))[0]?.day).toBe(date(fromMs));
    expect((await analytics.report({ ...query, timezone: 'Asia/Shanghai' }))[0]?.day).toBe(
      date(fromMs + DAY_MS),
    );
  });

  it('adds money up exactly', async () => {
    const { fromMs: at, toMs } = period();
    const events = Array.from({ length: 9 }, () => sampleEvent({ at, charge_micros: 900_719_925_474_000 }));
    await analytics.insertEvents([...events, sampleEvent({ at, charge_micros: -1 })], { token: 'exact' });
    expect(await analytics.report({ fromMs: at, toMs, groupBy: [] })).toMatchObject([
      { chargeMicros: 9 * 900_719_925_474_000 - 1 },
    ]);
  });

  it.each([
    { groupBy: ['at; DROP TABLE events'] },
    { filter: { 'account = 1 OR 1': 'x' } },
    { limit: 0 },
    { limit: 1_000_000 },
    { timezone: "UTC'" },
    { fromMs: 5, toMs: 5 },
  ])('refuses %j', async (change) => {
    // Such queries come from outside, where the types don't hold.
    const query = { fromMs: 0, toMs: 1, groupBy: [], ...change } as ReportQuery;
    await expect(analytics.report(query)).rejects.toMatchObject({
      code: 'analytics.bad_query',
      retryable: false,
    });
  });

  it('gives live totals', async () => {
    const { fromMs, toMs } = period();
    expect(await analytics.liveTotals({ fromMs, toMs })).toEqual({ totals: [], lastEventMs: null });
    await analytics.insertEvents(
      [sampleEvent({ at: fromMs + 5 }), sampleEvent({ at: fromMs + 9, verdict: 'invalid' })],
      {
        token: 'live',
      },
    );
    expect(await analytics.liveTotals({ fromMs, toMs, filter: { account: 'demo' } })).toMatchObject({
      totals: [{ impressions: 1, requests: 0 }],
      lastEventMs: fromMs + 9,
    });
  });
});

describe('inserts', () => {
  it('stores a token once in each table', async () => {
    const query = period();
    const rows = [sampleEvent({ at: query.fromMs }), sampleEvent({ at: query.fromMs })];
    for (let turn = 0; turn < 3; turn += 1) await analytics.insertEvents(rows, { token: 'once' });
    expect(await counted(query)).toBe(2);
    await analytics.insertEvents(rows, { token: 'twice' });
    expect(await counted(query)).toBe(4);
    for (let turn = 0; turn < 2; turn += 1) {
      await analytics.insertAuctions([sampleAuction({ at: query.fromMs })], { token: 'once' });
    }
    expect(await analytics.report({ ...query, groupBy: [] })).toMatchObject([
      { requests: 1, impressions: 4 },
    ]);
  });

  it('takes batches that exceed one request', async () => {
    const query = period();
    const rows = Array.from({ length: 10_500 }, () => sampleEvent({ at: query.fromMs }));
    for (let turn = 0; turn < 2; turn += 1) await analytics.insertEvents(rows, { token: 'large' });
    expect(await counted(query)).toBe(10_500);
    await analytics.insertEvents([], { token: 'none' });
  });

  it('takes a batch over more days than a server allows by default', async () => {
    const from = dayMs - 200 * DAY_MS;
    const rows = Array.from({ length: 101 }, (_, day) => sampleEvent({ at: from + day * DAY_MS }));
    await analytics.insertEvents(rows, { token: 'days' });
    expect(await counted({ fromMs: from, toMs: from + 101 * DAY_MS })).toBe(101);
  });

  it('keeps every column as it was given', async () => {
    const at = period().fromMs + 123;
    const strange = '\'\\ "\n\n;DROP TABLE events\tü€';
    await analytics.insertEvents(
      [sampleEvent({ at, creative: strange, log_offset: Number.MAX_SAFE_INTEGER })],
      {
        token: 'columns',
      },
    );
    const { url, username, password } = fixture.endpoint;
    const answer = await fetch(`${url}/?database=jianchat&param_at=${at}`, {
      method: 'POST',
      headers: { 'x-clickhouse-user': username, 'x-clickhouse-key': password },
      body: 'SELECT * FROM events WHERE at = fromUnixTimestamp64Milli({at:Int64}) FORMAT JSONEachRow',
    });
    expect(await answer.json()).toEqual({
      ...sampleEvent({ creative: strange, log_offset: Number.MAX_SAFE_INTEGER }),
      at: new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
    });
  });
});

describe('migrate', () => {
  it('can be repeated, adds what is missing and refuses what differs', async () => {
    const statement = async (text: string) => {
      const { url, username, password } = fixture.endpoint;
      const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password };
      return (await fetch(`${url}/?database=migrated`, { method: 'POST', headers, body: text })).text();
    };
    const other = openAnalytics({ ...fixture.endpoint, database: 'migrated' });
    await other.migrate();
    await statement('ALTER TABLE events DROP COLUMN creative');
    await other.migrate();
    await other.migrate();
    const names = tables.flatMap(({ columns }) => columns.map(({ name }) => name)).sort();
    const present = await statement(
      "SELECT name FROM system.columns WHERE database = 'migrated' AND comment != '' ORDER BY name",
    );
    expect(present.trim().split('\n')).toEqual(names);
    await statement('ALTER TABLE auctions MODIFY COLUMN bids String');
    await expect(other.migrate()).rejects.toMatchObject({ code: 'analytics.schema' });
    await other.close();
  });
});

describe('how long rows stay', () => {
  it('R1: is what was told last, table by table, and what is older goes', async () => {
    const other = openAnalytics({ ...fixture.endpoint, database: 'kept' });
    await other.migrate();
    const statement = async (text: string) => {
      const { url, username, password } = fixture.endpoint;
      const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password };
      const answer = await fetch(`${url}/?database=kept`, { method: 'POST', headers, body: text });
      return (await answer.text()).trim();
    };
    const periods = async () =>
      (
        await statement(
          "SELECT extract(create_table_query, 'toIntervalDay\\((\\d+)\\)') FROM system.tables WHERE database = 'kept' AND engine LIKE '%MergeTree' ORDER BY name",
        )
      ).split('\n');
    expect(await periods()).toEqual(['400', '400', '400']);
    const days = new Map([
      ['auctions', 200],
      ['events', 30],
      ['no-such-table', 1],
    ]);
    await other.keepFor(days);
    await other.keepFor(days);
    expect(await periods()).toEqual(['200', '30', '400']);
    const day = 86_400_000;
    const rows = [10, 40].map((age) => sampleEvent({ at: Date.now() - age * day, log_offset: age }));
    await other.insertEvents(rows, { token: 'ages' });
    await statement('OPTIMIZE TABLE events FINAL');
    expect(await statement('SELECT log_offset FROM events')).toBe('10');
    await other.close();
  });
});

describe('failures', () => {
  it('are told apart by code and quote nothing', async () => {
    const refused = openAnalytics({ ...fixture.endpoint, password: 'wrong', database: 'jianchat' });
    const row = sampleEvent({ creative: 'personal' });
    const error = await refused.insertEvents([row], { token: 'x' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'analytics.refused',
      exception: 'AUTHENTICATION_FAILED',
      retryable: false,
    });
    expect(await refused.ready()).toBe(false);
    await refused.close();
    const malformed = { ...row, charge_micros: 2 ** 53 };
    await expect(analytics.insertEvents([malformed], { token: 'y' })).rejects.toThrow(
      new RangeError('no value for charge_micros'),
    );
    // Fits the row type and not the column: the server's text quotes the row, the error doesn't.
    const beyond = { ...row, at: Date.UTC(2026, 0), policy_version: -1e15 };
    await expect(analytics.insertEvents([beyond], { token: 'z' })).rejects.toMatchObject({
      code: 'analytics.refused',
      message: expect.not.stringContaining('personal'),
    });
    expect(await analytics.ready()).toBe(true);
  });

  it('name what was not reached retryable', async () => {
    const nowhere = openAnalytics({ ...fixture.endpoint, url: 'http://127.0.0.1:1', database: 'jianchat' });
    await expect(nowhere.report({ fromMs: 0, toMs: 1, groupBy: [] })).rejects.toMatchObject({
      code: 'analytics.unavailable',
      retryable: true,
    });
    expect(await nowhere.ready()).toBe(false);
    await nowhere.close();
  });
});
