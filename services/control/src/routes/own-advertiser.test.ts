import { sampleEvent } from '@jianchat/analytics/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ABOUT_ONESELF, routesOf } from '../testing/routes-of.ts';
import { sampleImport } from '../testing/sample-import.ts';
import { signIn } from '../testing/sign-in.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

/** Stands in every name of the other advertiser, and in nothing else. */
const RIVAL = 'rival';
const AT = Date.UTC(2026, 10, 23, 9);
const DAY = 'from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z';
let stores: TestStores;
let test: TestControl;
let shoes: string;
let operator: string;

const event = (change: Partial<Parameters<typeof sampleEvent>[0]>) =>
  sampleEvent({
    ...{ at: AT, account: 'press', media: 'paper', placement: 'top', country: 'DE' },
    ...{ kind: 'impression', verdict: 'counted', demand_kind: 'direct', currency: 'USD' },
    ...change,
  });

beforeAll(async () => {
  stores = await startTestStores({ analytics: true });
  test = await startTestControl(stores);
  const [line] = sampleImport.lineItems;
  const [creative] = sampleImport.creatives;
  const outcome = await test.control.importConfiguration({
    ...sampleImport,
    advertisers: [
      ...sampleImport.advertisers,
      {
        ...{ id: RIVAL, name: 'Rival hats', dsa: { behalf: 'Kim Rival', paid: 'Kim Rival' } },
        conversions: { viewHours: 24 },
      },
    ],
    orders: [...sampleImport.orders, { id: 'rival-order', advertiser: RIVAL, budgetTotalMicros: 5 }],
    lineItems: [
      ...sampleImport.lineItems,
      { ...line, id: 'rival-line', advertiser: RIVAL, order: 'rival-order' },
    ],
    creatives: [...sampleImport.creatives, { ...creative, id: 'rival-box', lineItem: 'rival-line' }],
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  operator = await test.bearer('operator');
  shoes = await test.bearer('advertiser', 'shoes');
  await stores.analytics.insertEvents(
    [
      event({ event_id: '1', demand: 'line', advertiser: 'shoes', creative: 'box', charge_micros: 2_000 }),
      event({ event_id: '2', demand: 'rival-line', advertiser: RIVAL, creative: 'rival-box' }),
      // A bidder may call its line and its advertiser what it likes.
      event({
        ...{ event_id: '3', demand_kind: 'openrtb', demand: 'line', advertiser: 'shoes' },
        ...{ creative: 'rival-creative', charge_micros: 7_000_000 },
      }),
    ],
    { token: 'events' },
  );
  for (const advertiser of ['shoes', RIVAL])
    await test.control.app.inject({
      method: 'POST',
      url: '/api/conversion-keys',
      headers: { authorization: operator },
      payload: { advertiser, use: 'server' },
    });
  for (const advertiser of ['shoes', RIVAL])
    await sql`insert into ledger_accounts (kind, owner, currency) values ('advertiser_prepaid', ${advertiser}, 'USD')`.execute(
      stores.records.records.db,
    );
}, 120_000);
afterAll(async () => {
  await test?.control.stop();
  await stores?.stop();
});

const get = (url: string, authorization: string) =>
  test.control.app.inject({ url, headers: { authorization } });

/** How each route that an advertiser may call is asked about the other one. */
const ABOUT_THE_OTHER: Readonly<Record<string, readonly string[]>> = {
  'GET /api/advertisers': ['/api/advertisers'],
  'GET /api/advertisers/:id': ['/api/advertisers/rival'],
  'GET /api/orders': ['/api/orders'],
  'GET /api/orders/:id': ['/api/orders/rival-order'],
  'GET /api/line-items': ['/api/line-items'],
  'GET /api/line-items/:id': ['/api/line-items/rival-line'],
  'GET /api/creatives': ['/api/creatives'],
  'GET /api/creatives/:id': ['/api/creatives/rival-box'],
  'GET /api/delivery': ['/api/delivery', '/api/delivery?advertiser=rival', '/api/delivery?order=rival-order'],
  'GET /api/delivery/:id': ['/api/delivery/rival-line'],
  'GET /api/conversion-keys': ['/api/conversion-keys', '/api/conversion-keys?advertiser=rival'],
  'GET /api/reports/campaigns': [
    `/api/reports/campaigns?${DAY}&advertiser=rival&groupBy=lineItem`,
    `/api/reports/campaigns?${DAY}&advertiser=rival&groupBy=lineItem&lineItem=rival-line`,
    `/api/reports/campaigns?${DAY}&advertiser=rival&groupBy=creative&format=csv`,
  ],
};

describe('S2, K3: an advertiser', () => {
  it('is asked about by every route it may call', () => {
    expect([...Object.keys(ABOUT_THE_OTHER), ...ABOUT_ONESELF].toSorted()).toEqual(
      routesOf('advertiser').toSorted(),
    );
  });

  it.each(Object.values(ABOUT_THE_OTHER).flat())('learns nothing of another one from %s', async (url) => {
    // It is there to be found, for those who may.
    await expect.poll(async () => (await get(url, operator)).body.toLowerCase()).toContain(RIVAL);
    for (const asked of [url, url.replace('advertiser=rival&', '')]) {
      const answer = await get(asked, shoes);
      expect([200, 403, 404]).toContain(answer.statusCode);
      expect(answer.body.toLowerCase()).not.toContain(RIVAL);
    }
  });

  it('sees its own, and of money what it pays alone', async () => {
    const items = async (url: string) =>
      (await get(url, shoes)).json().items.map(({ id }: { id: string }) => id);
    expect(await items('/api/line-items')).toEqual(['line']);
    expect(await items('/api/creatives')).toEqual(['box', 'film']);
    expect(await items('/api/orders')).toEqual(['autumn']);
    expect(await items('/api/delivery')).toEqual(['line']);
    expect((await get('/api/delivery/line', shoes)).statusCode).toBe(200);
    expect((await get('/api/conversion-keys', shoes)).json().keys).toHaveLength(1);
    const report = await get(`/api/reports/campaigns?${DAY}&groupBy=lineItem`, shoes);
    expect(report.json().rows).toEqual([
      {
        dimensions: { lineItem: 'line' },
        impressions: 1,
        clicks: 0,
        conversions: expect.any(Number),
        valueMicros: expect.any(Number),
        chargeMicros: 2_000,
        currency: 'USD',
      },
    ]);
    const csv = await get(`/api/reports/campaigns?${DAY}&groupBy=lineItem&format=csv`, shoes);
    expect(csv.body.split('\r\n')[0]).toBe(
      'lineItem,impressions,clicks,conversions,value_micros,charge_micros,currency',
    );
  });

  it('signs in as a person of it, and changes nothing', async () => {
    const cookie = await signIn(test.control, 'kim@example.com', { role: 'advertiser', advertiser: 'shoes' });
    const me = await test.control.app.inject({ url: '/api/me', headers: { cookie } });
    expect(me.json()).toMatchObject({ role: 'advertiser', account: null, advertiser: 'shoes' });
    const data = await test.control.app.inject({ url: '/api/me/data', headers: { cookie } });
    expect(data.json().configuration.lineItems).toMatchObject([{ id: 'line' }]);
    expect(data.json().balances).toEqual([{ currency: 'USD', kind: 'advertiser_prepaid', micros: 0 }]);
    expect(data.json().conversionKeys).toMatchObject([{ advertiser: 'shoes', use: 'server' }]);
    expect(data.body).not.toContain(RIVAL);
    const [line] = (await get('/api/line-items', shoes)).json().items;
    const changed = await test.control.app.inject({
      method: 'PUT',
      url: '/api/line-items/line',
      headers: { authorization: shoes },
      payload: line,
    });
    expect([changed.statusCode, changed.json().code]).toEqual([403, 'auth.forbidden']);
  });

  it('needs to be said by whoever asks about all', async () => {
    const answer = await get(`/api/reports/campaigns?${DAY}`, operator);
    expect(answer.json()).toMatchObject({ status: 400, faults: [{ path: 'query.advertiser' }] });
    for (const query of ['groupBy=placement', 'groupBy=day,day,hour,media,country,creative'])
      expect((await get(`/api/reports/campaigns?${DAY}&${query}`, shoes)).statusCode).toBe(400);
  });

  it('that leaves ends: no ads, no keys, no people, and its id stays closed', async () => {
    const cookie = await signIn(test.control, 'lee@example.com', { role: 'advertiser', advertiser: RIVAL });
    const key = await test.bearer('advertiser', RIVAL);
    const left = await test.control.app.inject({
      method: 'POST',
      url: '/api/me/leave',
      headers: { cookie, origin: 'http://127.0.0.1:8080' },
      payload: { confirm: 'lee@example.com' },
    });
    expect(left.json()).toEqual({ closedAccount: null, closedAdvertiser: RIVAL });
    expect((await test.control.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
    expect((await get('/api/me', key)).statusCode).toBe(401);
    expect((await get(`/api/conversion-keys?advertiser=${RIVAL}`, operator)).json().keys).toEqual([]);
    expect((await get(`/api/advertisers/${RIVAL}`, operator)).json()).toMatchObject({ enabled: false });
    const again = await test.control.app.inject({
      method: 'PUT',
      url: `/api/advertisers/${RIVAL}`,
      headers: { authorization: operator },
      payload: { id: RIVAL, name: 'Back' },
    });
    expect(again.json()).toMatchObject({ status: 422, faults: [{ path: 'id', code: 'advertiser.closed' }] });
    expect((await get(`/api/advertisers/${RIVAL}`, operator)).body).not.toMatch(/Kim Rival|viewHours/);
  });

  it('that left: what it booked is put away, and nothing new is booked for it', async () => {
    const { revision: _, ...line } = (await get('/api/line-items/rival-line', operator)).json();
    const put = async (change: object) => {
      const payload = { ...line, ...change };
      const url = `/api/line-items/${payload.id}`;
      const headers = { authorization: operator };
      return (await test.control.app.inject({ method: 'PUT', url, headers, payload })).statusCode;
    };
    expect(await put({ name: 'Renamed' })).toBe(422);
    expect(await put({ id: 'another', enabled: false })).toBe(422);
    expect(await put({ enabled: false })).toBe(200);
    expect(await put({ archived: true })).toBe(200);
  });
});
