import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';

let rig: ExchangeRig;
const reported: string[] = [];
const answered: string[] = [];
const inventory = JSON.parse(
  await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
);
beforeAll(async () => {
  const [a] = inventory.bidders;
  Object.assign(a, {
    endpoint: 'https://a.example/bid',
    maintainer: { email: 'ads@a.example' },
    capabilities: { site: { mediaTypes: ['banner'] } },
    parametersSchema: { type: 'object', required: ['placementId'] },
  });
  inventory.accounts[1].settings = { events: { enabled: false } };
  rig = await startExchangeRig({
    snapshot: snapshotOf(inventory),
    onReported: (kind) => reported.push(kind),
    onAnswered: (route, status) => answered.push(`${route} ${status}`),
  });
});
afterAll(() => rig.close());

const get = async (path: string) => {
  const answer = await fetch(rig.url + path, { headers: { origin: 'https://news.example' } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('what the host says of itself', () => {
  it('answers /status without a word, or with the host’s own', async () => {
    expect(await get('/status')).toEqual({ status: 204, type: null, text: '' });
    rig.use(snapshotOf({ ...inventory, host: { statusText: 'ok' } }, 2));
    expect(await get('/status')).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: 'ok' });
    rig.use(snapshotOf(inventory, 3));
  });

  it('answers /version with the build', async () => {
    expect(JSON.parse((await get('/version')).text)).toEqual({ revision: 'test', version: '1.2.3' });
  });

  it('lists bidders, and tells of each where it buys and who answers for it', async () => {
    const names = inventory.bidders.map(({ id }: { id: string }) => id).sort();
    expect(names).toContain('dsp-a');
    for (const query of ['', '?enabledonly=true', '?enabledonly=False&baseadaptersonly=true'])
      expect(JSON.parse((await get(`/info/bidders${query}`)).text)).toEqual(names);
    const a = {
      status: 'ACTIVE',
      usesHttps: true,
      maintainer: { email: 'ads@a.example' },
      capabilities: { site: { mediaTypes: ['banner'] } },
    };
    for (const name of ['dsp-a', 'DSP-A'])
      expect(JSON.parse((await get(`/info/bidders/${name}`)).text)).toEqual(a);
    const all = JSON.parse((await get('/info/bidders/all')).text);
    expect(Object.keys(all).sort()).toEqual(names);
    expect(all['dsp-b']).toEqual({ status: 'ACTIVE', usesHttps: false });
    expect((await get('/info/bidders/nobody')).status).toBe(404);
    expect((await get('/info/bidders?enabledonly=x')).status).toBe(400);
  });

  it('gives the parameters of each bidder as JSON Schema', async () => {
    const schemas = JSON.parse((await get('/bidders/params')).text);
    expect(schemas['dsp-a']).toEqual({ type: 'object', required: ['placementId'] });
    expect(schemas['dsp-b']).toMatchObject({ type: 'object' });
  });

  it('says that it has no inventory yet before the first snapshot', async () => {
    const empty = await startExchangeRig();
    for (const path of [
      '/info/bidders',
      '/info/bidders/all',
      '/bidders/params',
      '/setuid?bidder=a',
      '/optout',
    ])
      expect((await fetch(empty.url + path)).status).toBe(503);
    for (const path of ['/status', '/version', '/getuids'])
      expect((await fetch(empty.url + path)).ok).toBe(true);
    await empty.close();
  });
});

describe('/event', () => {
  it.each([
    ['t=win&b=bid&a=demo', 204, 'win'],
    ['t=imp&b=bid&a=demo&f=b&ts=1700000000000&bidder=dsp-a&int=web_1&x=1', 204, 'imp'],
    ['t=vast&vtype=midPoint&b=bid&a=demo', 204, 'vast.midPoint'],
    ['t=imp&b=bid&a=demo&f=i', 200, 'imp'],
  ])('counts %s by its kind, and no more', async (query, status, kind) => {
    reported.length = 0;
    const answer = await get(`/event?${query}`);
    expect([answer.status, answer.type]).toEqual([status, status === 200 ? 'image/png' : null]);
    expect(reported).toEqual([kind]);
    expect(await rig.log.read('events', { from: 0, limit: 10 })).toEqual([]);
  });

  it.each([
    ['', 400, "invalid request: parameter 't' is required\ninvalid request: parameter 'b' is required\n"],
    ['t=CANARY&b=1&a=demo', 400, 'invalid request: unknown type: none of win, imp, vast\n'],
    ['t=vast&b=1&a=demo', 400, "invalid request: parameter 'vtype' is required\n"],
    [
      't=vast&vtype=CANARY&b=1&a=demo',
      400,
      'invalid request: unknown vtype: none of start, firstQuartile, midPoint, thirdQuartile, complete\n',
    ],
    ['t=win&vtype=start&b=1&a=demo', 400, "invalid request: parameter 'vtype' is only required for t=vast\n"],
    ['t=vast.start&b=1&a=demo', 400, undefined],
    ['t=win&b=1&a=demo&ts=CANARY', 400, 'invalid request: error parsing timestamp\n'],
    ['t=win&b=1&a=demo&f=CANARY', 400, 'invalid request: unknown format: neither b nor i\n'],
    ['t=win&b=1&a=demo&x=2', 400, 'invalid request: unknown analytics: neither 0 nor 1\n'],
    [`t=win&b=1&a=demo&int=${'x'.repeat(65)}`, 400, undefined],
    ['t=win&b=1', 401, "Account 'a' is required query parameter and can't be empty\n"],
    [
      't=win&b=1&a=CANARY',
      400,
      'Invalid request: Prebid-server could not verify the Account ID. Please reach out to the prebid server host.\n',
    ],
    [
      't=win&b=1&a=closed',
      503,
      'Invalid request: Prebid-server has disabled Account ID: closed, please reach out to the prebid server host.\n',
    ],
    ['t=win&b=1&a=other', 401, 'This account does not support events\n'],
    ['t=win&b=1&a=other&x=0', 204, ''],
  ])('answers %s with %i, and counts nothing', async (query, status, body) => {
    reported.length = 0;
    const answer = await get(`/event?${query}`);
    expect(answer.status).toBe(status);
    if (body !== undefined) expect(answer.text).toBe(body);
    expect(answer.text).not.toContain('CANARY');
    expect(reported).toEqual([]);
  });
});

it('K6: counts answers by route and status, and by nothing that came', () => {
  expect(new Set(answered.map((one) => one.split(' ')[0]))).toEqual(
    new Set(['status', 'version', 'info_bidders', 'info_bidder', 'bidders_params', 'event']),
  );
  expect(answered.every((one) => /^[a-z_]+ \d{3}$/.test(one))).toBe(true);
});
