import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openEvents } from '../testing/open-events.ts';
import { sampleAuction } from '../testing/sample-auction.ts';
import { sampleImport } from '../testing/sample-import.ts';
import {
  appendAuction,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;
let press: string;
let origin: string;

beforeAll(async () => {
  stores = await startTestStores();
  for (const id of ['old-1', 'old-2', 'old-3', 'old-4', 'old-5', 'old-6'])
    await appendAuction(stores.log, sampleAuction({ id }));
  test = await startTestControl(stores, {
    demoAccount: 'demo',
    liveBounds: { kept: 4, viewersMax: 2, perSecondMax: 3, heartbeatMs: 50 },
  });
  await test.control.importConfiguration(sampleImport);
  operator = await test.bearer('operator');
  press = await test.bearer('media', 'press');
  origin = await test.listen();
  await vi.waitFor(async () => expect(await ids(operator)).toHaveLength(4), { timeout: 10_000 });
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const get = (url: string, authorization?: string) =>
  test.control.app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
const ids = async (authorization: string, query = '') =>
  (await get(`/api/auctions${query}`, authorization)).json().auctions.map(({ id }: { id: string }) => id);
const append = (id: string, account = 'press') => appendAuction(stores.log, sampleAuction({ id, account }));

describe('the newest auctions', () => {
  it('are there after a restart, as many as are kept', async () => {
    expect(await ids(operator)).toEqual(['old-6', 'old-5', 'old-4', 'old-3']);
    expect(await ids(operator, '?limit=2')).toEqual(['old-6', 'old-5']);
    expect((await get('/api/auctions/old-6', operator)).json()).toMatchObject({
      id: 'old-6',
      durationMs: 1.5,
    });
    expect((await get('/api/auctions/old-1', operator)).json()).toMatchObject({ code: 'record.unknown' });
  });

  it('of other accounts are not there for media, and of the demo account for everybody', async () => {
    await append('mine');
    await append('other', 'rival');
    await append('demo-1', 'demo');
    await vi.waitFor(async () => expect(await ids(operator)).toContain('demo-1'), { timeout: 10_000 });
    expect(await ids(press)).toEqual(['mine', 'old-6']);
    expect((await get('/api/auctions/other', press)).json()).toMatchObject({ code: 'record.unknown' });
    expect((await get('/api/auctions/mine', press)).json()).toMatchObject({ id: 'mine' });
    expect((await get('/demo/api/auctions/demo-1')).json()).toMatchObject({ id: 'demo-1' });
    for (const id of ['mine', 'other', 'nothing'])
      expect((await get(`/demo/api/auctions/${id}`)).json()).toMatchObject({
        status: 404,
        code: 'record.unknown',
      });
  });
});

describe('the live stream', () => {
  it('sends auctions as they happen, to media their own', async () => {
    const all = await openEvents(`${origin}/api/live`, operator);
    const own = await openEvents(`${origin}/api/live`, press);
    expect(all.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(all.headers.get('cache-control')).toContain('no-transform');
    expect(all.headers.get('x-content-type-options')).toBe('nosniff');
    test.clock.nowMs += 10_000;
    await append('live-other', 'rival');
    await append('live-mine');
    expect(await all.next('auction')).toMatchObject({ id: 'live-other', account: 'rival' });
    expect(await all.next('auction')).toMatchObject({ id: 'live-mine' });
    expect(await own.next('auction')).toMatchObject({ id: 'live-mine' });
    all.close();
    own.close();
  });

  it('takes as many viewers as it says, and more once they leave', async () => {
    const first = await openEvents(`${origin}/api/live`, operator);
    const second = await openEvents(`${origin}/api/live`, operator);
    expect((await get('/api/live', operator)).json()).toMatchObject({ status: 503, code: 'live.full' });
    first.close();
    await vi.waitFor(async () => (await openEvents(`${origin}/api/live`, operator)).close(), {
      timeout: 10_000,
    });
    second.close();
  });

  it('tells a viewer how many it left out', async () => {
    const viewer = await vi.waitFor(() => openEvents(`${origin}/api/live`, operator), { timeout: 10_000 });
    test.clock.nowMs += 10_000;
    for (const id of ['r-1', 'r-2', 'r-3', 'r-4', 'r-5']) await append(id);
    for (const id of ['r-1', 'r-2', 'r-3']) expect(await viewer.next('auction')).toMatchObject({ id });
    // The heartbeat may report them in two steps.
    let skipped = 0;
    while (skipped < 2) skipped += Number((await viewer.next('lag'))['skipped']);
    expect(skipped).toBe(2);
    test.clock.nowMs += 10_000;
    await append('r-6');
    expect(await viewer.next('auction')).toMatchObject({ id: 'r-6' });
    viewer.close();
  });

  it('ends when control drains, and takes no new viewers', async () => {
    const viewer = await vi.waitFor(() => openEvents(`${origin}/api/live`, operator), { timeout: 10_000 });
    test.control.drain();
    await expect(viewer.next('auction')).rejects.toThrow('the stream ended');
    expect((await get('/api/live', operator)).statusCode).toBe(503);
    expect((await get('/api/auctions', operator)).statusCode).toBe(200);
  });
});
