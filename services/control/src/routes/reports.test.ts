import type { AuctionRow, EventRow } from '@jianchat/analytics';
import { sampleAuction, sampleEvent } from '@jianchat/analytics/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;
let press: string;

const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour, minute);
let serial = 0;

const OF_PRESS = { at: at(23, 9), account: 'press', media: 'paper', placement: 'top', country: 'DE' };

function event(change: Partial<EventRow>): EventRow {
  serial += 1;
  const demand = { demand_kind: 'openrtb', demand: 'alpha' } as const;
  return sampleEvent({ ...OF_PRESS, ...demand, event_id: `event-${serial}`, log_offset: serial, ...change });
}

const PLAYBACK: readonly Partial<EventRow>[] = [
  { kind: 'start', format: 'video' },
  { kind: 'complete', format: 'video' },
  { kind: 'start', format: 'audio' },
  { kind: 'error', format: 'video', error_code: 303 },
  { kind: 'start', format: 'video', account: 'rival', media: 'rival-app', placement: '=cmd' },
  {
    kind: 'error',
    format: 'video',
    error_code: 303,
    account: 'rival',
    media: 'rival-app',
    placement: '=cmd',
  },
];

function auction(change: Partial<AuctionRow>): AuctionRow {
  serial += 1;
  const own = { auction_id: `auction-${serial}`, log_offset: serial, winner: 'alpha', bids: 1 };
  return sampleAuction({ ...OF_PRESS, ...own, ...change });
}

beforeAll(async () => {
  stores = await startTestStores({ analytics: true });
  test = await startTestControl(stores);
  await test.control.importConfiguration(sampleImport);
  await test.control.importConfiguration({ accounts: [{ id: 'rival', name: 'Rival' }] });
  operator = await test.bearer('operator');
  press = await test.bearer('media', 'press');
  await stores.analytics.insertEvents(
    [
      event({}),
      event({
        at: at(23, 9, 30),
        demand: 'line',
        charge_micros: 5000,
        media_micros: 4000,
        platform_micros: 1000,
      }),
      event({ kind: 'click', charge_micros: 0, media_micros: 0, platform_micros: 0 }),
      event({ at: at(23, 11), account: 'rival', media: 'rival-app', placement: '=cmd' }),
      event({ at: at(22, 14, 29) }),
      event({ at: at(22, 14, 31) }),
      event({ verdict: 'duplicate' }),
      ...PLAYBACK.map((change) =>
        event({ ...change, charge_micros: 0, media_micros: 0, platform_micros: 0 }),
      ),
    ],
    { token: 'events' },
  );
  await stores.analytics.insertAuctions(
    [
      auction({}),
      auction({ at: at(23, 13), outcome: 'unfilled', winner: '' }),
      auction({ account: 'rival', media: 'rival-app', placement: '=cmd' }),
      // Two Mondays before.
      auction({ at: at(9, 9) }),
      auction({ at: at(9, 10), country: 'FR' }),
    ],
    { token: 'auctions' },
  );
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const get = (url: string, authorization: string) =>
  test.control.app.inject({ url, headers: { authorization } });
const PERIOD = 'from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z';

describe('the report of playback', () => {
  const url = `/api/reports/playback?${PERIOD}`;

  it('counts what players reported, a media account its own', async () => {
    const whole = (await get(`${url}&groupBy=placement`, operator)).json();
    expect(whole.rows).toMatchObject([
      { dimensions: { placement: '=cmd' }, counts: { start: 1, complete: 0, error: 1 } },
      { dimensions: { placement: 'top' }, counts: { start: 2, complete: 1, mute: 0, error: 1 } },
    ]);
    expect(whole.errors).toEqual([{ code: 303, errors: 2 }]);
    const own = (await get(`${url}&groupBy=&kind=audio`, press)).json();
    expect(own).toMatchObject({ rows: [{ dimensions: {}, counts: { start: 1, complete: 0 } }], errors: [] });
    expect((await get(`${url}&account=rival`, press)).statusCode).toBe(403);
    expect((await get(`${url}&groupBy=shoe`, operator)).statusCode).toBe(400);
  });

  it('comes as a file', async () => {
    const file = await get(`${url}&groupBy=placement&format=csv`, press);
    expect(file.headers['content-disposition']).toContain('jianchat-playback-2026-11-23-2026-11-24.csv');
    const [header, first] = file.body.split('\r\n');
    expect(header).toMatch(/^placement,impression,start,firstQuartile/);
    expect(first).toBe('top,0,2,0,0,0,1,0,0,0,0,0,0,0,1');
  });
});

describe('the overview', () => {
  it('has each hour of today so far, and yesterday until the same time', async () => {
    const overview = (await get('/api/overview', press)).json();
    expect(overview.byHour).toHaveLength(15);
    expect(overview.byHour[0]).toMatchObject({ hour: '2026-11-23T00:00:00Z', requests: 0, chargeMicros: 0 });
    expect(overview.byHour[9]).toMatchObject({
      requests: 1,
      filled: 1,
      impressions: 2,
      clicks: 1,
      chargeMicros: 6000,
    });
    expect(overview.today).toEqual({
      requests: 2,
      filled: 1,
      impressions: 2,
      clicks: 1,
      chargeMicros: 6000,
      mediaMicros: 4800,
      platformMicros: 1200,
    });
    expect(overview.yesterdaySoFar).toMatchObject({ impressions: 1, chargeMicros: 1000 });
    expect(overview).toMatchObject({
      currency: 'USD',
      topDemand: [
        { demand: 'line', impressions: 1, chargeMicros: 5000 },
        { demand: 'alpha', impressions: 1, chargeMicros: 1000 },
      ],
      topPlacements: [{ placement: 'top', requests: 2, filled: 1, chargeMicros: 6000 }],
    });
  });

  it('covers all accounts for an operator', async () => {
    expect((await get('/api/overview', operator)).json().today).toMatchObject({
      requests: 3,
      impressions: 3,
    });
  });

  it('is there at midnight too', async () => {
    const { nowMs } = test.clock;
    test.clock.nowMs = at(24, 0);
    const overview = (await get('/api/overview', operator)).json();
    test.clock.nowMs = nowMs;
    expect(overview).toMatchObject({ today: { impressions: 0 }, byHour: [{ hour: '2026-11-24T00:00:00Z' }] });
  });
});

describe('the revenue report', () => {
  it('groups by what is asked for', async () => {
    const answer = await get(`/api/reports/revenue?${PERIOD}&groupBy=media,country`, operator);
    expect(answer.json().rows).toEqual([
      expect.objectContaining({
        dimensions: { media: 'paper', country: 'DE' },
        requests: 2,
        chargeMicros: 6000,
      }),
      expect.objectContaining({
        dimensions: { media: 'rival-app', country: 'DE' },
        requests: 1,
        chargeMicros: 1000,
      }),
    ]);
    const byDemand = await get(`/api/reports/revenue?${PERIOD}&groupBy=demand&account=press`, operator);
    expect(byDemand.json().rows).toEqual([
      expect.objectContaining({ dimensions: { demand: 'alpha' }, requests: null, chargeMicros: 1000 }),
      expect.objectContaining({ dimensions: { demand: 'line' }, requests: null, chargeMicros: 5000 }),
    ]);
  });

  it('says where there is more than it shows; a file has all of it', async () => {
    const url = `/api/reports/revenue?${PERIOD}&groupBy=placement`;
    const cut = (await get(`${url}&limit=1`, operator)).json();
    expect([cut.rows.length, cut.more]).toEqual([1, true]);
    expect((await get(url, operator)).json()).toMatchObject({ rows: [{}, {}], more: false });
    const lines = async (query: string) =>
      (await get(`${url}&format=csv${query}`, operator)).body.split('\r\n');
    expect([(await lines('')).length, (await lines('&limit=1')).length]).toEqual([4, 3]);
  });

  it('shows media callers their own account, however they ask', async () => {
    const plain = await get(`/api/reports/revenue?${PERIOD}&groupBy=media`, press);
    expect(plain.json().rows.map((row: { dimensions: object }) => row.dimensions)).toEqual([
      { media: 'paper' },
    ]);
    const foreign = await get(`/api/reports/revenue?${PERIOD}&groupBy=media&media=rival-app`, press);
    expect(foreign.json().rows).toEqual([]);
    const other = await get(`/api/reports/revenue?${PERIOD}&account=rival`, press);
    expect(other.json()).toMatchObject({ code: 'auth.forbidden' });
  });

  it('comes as a file that no spreadsheet runs', async () => {
    const answer = await get(`/api/reports/revenue?${PERIOD}&groupBy=placement&format=csv`, operator);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="jianchat-revenue-2026-11-23-2026-11-24.csv"',
    );
    expect(answer.body.split('\r\n')).toEqual([
      'placement,requests,filled,impressions,clicks,conversions,view_conversions,unverified_conversions,value_micros,charge_micros,media_micros,platform_micros,uncharged_micros,mediated_micros,currency',
      "'=cmd,1,1,1,0,0,0,0,0,1000,800,200,0,0,USD",
      'top,2,1,2,1,0,0,0,0,6000,4800,1200,0,0,USD',
      '',
    ]);
  });

  it.each([
    'from=2026-11-23T00:00:00Z&to=2026-11-22T00:00:00Z',
    'from=2020-11-23T00:00:00Z&to=2026-11-22T00:00:00Z',
    `${PERIOD}&groupBy=person`,
    `${PERIOD}&groupBy=hour,day,placement,media,demand`,
    `${PERIOD}&limit=0`,
    `${PERIOD}&sql=1`,
    `${PERIOD}&media=a&media=b`,
    'from=yesterday&to=now',
  ])('refuses %s', async (query) => {
    const answer = await get(`/api/reports/revenue?${query}`, operator);
    expect(answer.json()).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(answer.json().faults[0].path).toMatch(/^query/);
  });
});

it('balances are of all for operators, of its own account for media', async () => {
  const { db } = stores.records.records;
  await db.transaction().execute(async (trx) => {
    await sql`insert into ledger_accounts (kind, owner, currency) values
      ('media_payable', 'press', 'USD'), ('media_payable', 'rival', 'USD'),
      ('advertiser_prepaid', 'press', 'USD')`.execute(trx);
    await sql`insert into journals (source, from_offset, to_offset, at) values ('test', 0, 1, now())`.execute(
      trx,
    );
    await sql`insert into postings (journal_id, ledger_account_id, amount_micros, events)
      select j.id, a.id, case when a.kind = 'advertiser_prepaid' then 900 when a.owner = 'press' then -500 else -400 end, 1
      from journals j, ledger_accounts a`.execute(trx);
  });
  expect((await get('/api/balances', operator)).json().balances).toHaveLength(3);
  expect((await get('/api/balances', press)).json()).toEqual({
    balances: [{ kind: 'media_payable', owner: 'press', currency: 'USD', balanceMicros: -500, events: 1 }],
  });
});

it('an account that reports tell of is not removed: who made it anew would read them', async () => {
  await test.control.importConfiguration({ accounts: [{ id: 'fresh', name: 'Fresh' }] });
  const remove = async (id: string) => {
    const url = `/api/accounts/${id}`;
    const answer = await test.control.app.inject({
      method: 'DELETE',
      url,
      headers: { authorization: operator },
    });
    return answer.json().code ?? answer.statusCode;
  };
  expect([await remove('rival'), await remove('fresh')]).toEqual(['record.kept', 200]);
});

describe('a forecast', () => {
  const ask = (payload: object, authorization = operator) =>
    test.control.app.inject({
      method: 'POST',
      url: '/api/forecast',
      headers: { authorization, 'content-type': 'application/json' },
      payload,
    });
  const week = { from: '2026-11-30T00:00:00Z', to: '2026-12-07T00:00:00Z' };

  it('is made from what was asked for in the weeks before', async () => {
    const everywhere = (await ask(week)).json();
    // Two requests on one of two Mondays since there was any traffic.
    expect(everywhere).toMatchObject({ requests: 1, untold: [] });
    expect(everywhere.days).toHaveLength(7);
    const elsewhere = (
      await ask({ ...week, targeting: { countries: ['BR'], where: { os: ['ios'] } } })
    ).json();
    expect(elsewhere).toMatchObject({ requests: 0, available: 0, untold: ['os'] });
  });

  it('is of at most 92 days, and for who runs or audits the platform', async () => {
    const long = await ask({ from: week.from, to: '2027-11-30T00:00:00Z' });
    expect([long.statusCode, long.json().faults[0].path]).toEqual([400, 'to']);
    expect((await ask(week, press)).statusCode).toBe(403);
  });

  it('knows no region that a line item could not be booked for', async () => {
    const answer = await ask({ ...week, targeting: { where: { not: { region: ['US-CA', 'US-ZZ'] } } } });
    expect([answer.statusCode, answer.json().faults]).toEqual([
      400,
      [
        {
          path: 'targeting.where.not.region',
          code: 'region.unknown',
          message: 'ISO 3166-2 has no region US-ZZ',
        },
      ],
    ]);
  });
});
