import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAuction } from '../testing/sample-auction.ts';
import { sampleImport } from '../testing/sample-import.ts';
import {
  appendAuction,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

const DAY = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z';
let stores: TestStores;
let test: TestControl;
let press: string;

beforeAll(async () => {
  stores = await startTestStores();
  await appendAuction(stores.log, sampleAuction({ id: 'of-another', account: 'other' }));
  test = await startTestControl(stores);
  const accounts = [...sampleImport.accounts, { id: 'other', name: 'Another house' }];
  const outcome = await test.control.importConfiguration({ ...sampleImport, accounts });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  press = await test.bearer('media', 'press');
}, 120_000);
afterAll(async () => {
  await test?.control.stop();
  await stores?.stop();
});

const get = (url: string) => test.control.app.inject({ url, headers: { authorization: press } });

describe('S1, K3: a media caller', () => {
  it('sees its own account of the two', async () => {
    const { items } = (await get('/api/accounts')).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['press']);
  });

  it('is refused a report on another one', async () => {
    const answer = await get(`/api/reports/revenue?${DAY}&groupBy=day&account=other`);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'auth.forbidden']);
  });

  it('finds no auction of another one', async () => {
    expect((await get('/api/live/auctions/of-another')).statusCode).toBe(404);
  });
});
