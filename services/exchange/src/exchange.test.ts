import { readFile } from 'node:fs/promises';
import { readToken } from '@jianchat/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig, TOKEN_KEY } from './testing/exchange-rig.ts';

const inventory: unknown = JSON.parse(
  await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8'),
);

let rig: ExchangeRig;
beforeAll(async () => {
  rig = await startExchangeRig({ snapshot: snapshotOf(inventory) });
});
afterAll(() => rig.close());

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the exchange', () => {
  it('answers a direct ad', async () => {
    const res = await post({
      id: 'r-1',
      imp: [{ id: 'i-1', ext: { prebid: { storedrequest: { id: 'demo-banner' } } } }],
      site: { domain: 'news.example', publisher: { id: 'demo' } },
      ext: { prebid: { targeting: {} } },
    });
    expect(res.status).toBe(200);
    const body = await res.json();
    const [bid] = body.seatbid[0].bid;
    const token = bid.ext.prebid.events.imp.slice('https://ads.example/e/'.length);
    expect(readToken(token, { key: TOKEN_KEY, nowMs: Date.now(), lifetimeMs: 1000 })).toMatchObject({
      ok: true,
      kind: 'impression',
    });
  });
});
