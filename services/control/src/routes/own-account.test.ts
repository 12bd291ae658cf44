import { sampleAuction as sampleAuctionRow, sampleEvent } from '@jianchat/analytics/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ABOUT_ONESELF, routesOf } from '../testing/routes-of.ts';
import { sampleAuction } from '../testing/sample-auction.ts';
import { sampleImport } from '../testing/sample-import.ts';
import {
  appendAuction,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

/** Stands in every name of the other account, and in nothing else. */
const RIVAL = 'rival';
const AT = Date.UTC(2026, 10, 23, 9);
const DAY = 'from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z';
let stores: TestStores;
let test: TestControl;
let press: string;
let operator: string;

const OF_RIVAL = { at: AT, account: RIVAL, media: 'rival-app', placement: 'rival-top', country: 'DE' };
const EVENT = sampleEvent({
  ...OF_RIVAL,
  event_id: 'event-of-rival',
  demand_kind: 'openrtb',
  demand: 'alpha',
  format: 'video',
});
const AUCTION = sampleAuctionRow({ ...OF_RIVAL, auction_id: 'auction-of-rival', winner: 'alpha', bids: 1 });

async function postBalance(): Promise<void> {
  await stores.records.records.db.transaction().execute(async (trx) => {
    await sql`insert into ledger_accounts (kind, owner, currency) values
      ('media_payable', 'rival', 'USD'), ('advertiser_prepaid', 'shoes', 'USD')`.execute(trx);
    await sql`insert into journals (source, from_offset, to_offset, at) values ('test', 0, 1, now())`.execute(
      trx,
    );
    await sql`insert into postings (journal_id, ledger_account_id, amount_micros, events)
      select j.id, a.id, case when a.kind = 'media_payable' then -500 else 500 end, 1
      from journals j, ledger_accounts a`.execute(trx);
  });
}

beforeAll(async () => {
  stores = await startTestStores({ analytics: true });
  await appendAuction(stores.log, sampleAuction({ id: 'auction-of-rival', account: RIVAL }));
  test = await startTestControl(stores);
  const outcome = await test.control.importConfiguration({
    ...sampleImport,
    accounts: [...sampleImport.accounts, { id: RIVAL, name: 'Rival house' }],
    media: [
      ...sampleImport.media,
      { id: 'rival-app', account: RIVAL, kind: 'site', domain: 'rival.example' },
    ],
    placements: [...sampleImport.placements, { id: 'rival-top', media: 'rival-app', imp: { banner: {} } }],
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  await stores.analytics.insertEvents([EVENT], { token: 'events' });
  await stores.analytics.insertAuctions([AUCTION], { token: 'auctions' });
  await postBalance();
  press = await test.bearer('media', 'press');
  operator = await test.bearer('operator');
}, 120_000);
afterAll(async () => {
  await test?.control.stop();
  await stores?.stop();
});

const get = (url: string, authorization: string) =>
  test.control.app.inject({ url, headers: { authorization } });

/** How each route that media may call is asked about the other account. */
const ABOUT_THE_OTHER: Readonly<Record<string, readonly string[]>> = {
  'GET /api/accounts': ['/api/accounts'],
  'GET /api/accounts/:id': ['/api/accounts/rival'],
  'GET /api/media': ['/api/media'],
  'GET /api/media/:id': ['/api/media/rival-app'],
  'GET /api/placements': ['/api/placements'],
  'GET /api/placements/:id': ['/api/placements/rival-top'],
  'GET /api/reports/revenue': [
    `/api/reports/revenue?${DAY}&groupBy=media,placement`,
    `/api/reports/revenue?${DAY}&groupBy=media&account=rival`,
    `/api/reports/revenue?${DAY}&groupBy=placement&media=rival-app`,
    `/api/reports/revenue?${DAY}&groupBy=media&placement=rival-top&format=csv`,
  ],
  'GET /api/reports/playback': [
    `/api/reports/playback?${DAY}&groupBy=media,placement`,
    `/api/reports/playback?${DAY}&groupBy=media&account=rival`,
    `/api/reports/playback?${DAY}&groupBy=placement&media=rival-app`,
    `/api/reports/playback?${DAY}&groupBy=media&placement=rival-top&format=csv`,
  ],
  'GET /api/overview': ['/api/overview'],
  'GET /api/balances': ['/api/balances'],
  'GET /api/auctions': ['/api/auctions'],
  'GET /api/auctions/:id': ['/api/auctions/auction-of-rival'],
};

// A stream does not end: `live.test.ts` holds it.
const ELSEWHERE = ['GET /api/live'];

describe('S1, K3: a media caller', () => {
  it('is asked about by every route it may call', () => {
    expect([...Object.keys(ABOUT_THE_OTHER), ...ABOUT_ONESELF, ...ELSEWHERE].toSorted()).toEqual(
      routesOf('media').toSorted(),
    );
  });

  it.each(Object.values(ABOUT_THE_OTHER).flat())('learns nothing of another account from %s', async (url) => {
    // It is there to be found, for those who may.
    await expect.poll(async () => (await get(url, operator)).body.toLowerCase()).toContain(RIVAL);
    const answer = await get(url, press);
    expect([200, 403, 404]).toContain(answer.statusCode);
    expect(answer.body.toLowerCase()).not.toContain(RIVAL);
  });

  it('is refused what it asks of another account by name', async () => {
    for (const report of ['revenue', 'playback']) {
      const answer = await get(`/api/reports/${report}?${DAY}&groupBy=day&account=rival`, press);
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'auth.forbidden']);
    }
  });
});
