import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';

const NOW = Date.UTC(2026, 10, 23);
/** A TC string that grants all purposes to vendor 1001, the contract of dsp-a. */
const CONSENT = 'CQeEcwAQeEcwAAHABAAABkEgAP_AAAAAAAAAH0wAQH0gABAAAAAA';
const US = { 'x-forwarded-for': '198.51.100.1' };

describe('what host and bidders settle about syncing', () => {
  let own: ExchangeRig;
  beforeAll(async () => {
    const inventory = JSON.parse(
      await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
    );
    const way = { url: 'https://a.example/sync?to={{redirect_url}}', userMacro: '$UID' };
    inventory.bidders[0].userSync = { redirect: way, skipWhen: { gdpr: true, gppSids: [7] } };
    inventory.host = {
      ...inventory.host,
      userSync: { cookieDomain: 'host.example', cookieDays: 30, cookieBytesMax: 500 },
    };
    own = await startExchangeRig({
      snapshot: snapshotOf(inventory),
      lookUpCountry: (ip) => (ip === '198.51.100.1' ? 'US' : undefined),
      trustForwardedFor: true,
      now: () => NOW,
    });
  });
  afterAll(() => own.close());

  it('gives the cookie its domain, its time and its room', async () => {
    const url = new URL(`${own.url}/setuid?bidder=dsp-a&uid=u-1&account=demo`);
    const answer = await fetch(url, { headers: US });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^uids=[^;]+; Path=\/; Domain=host\.example; Max-Age=2592000; /),
    ]);
    url.searchParams.set('uid', 'x'.repeat(600));
    const large = await fetch(url, { headers: US });
    expect([large.status, large.headers.getSetCookie()]).toEqual([400, []]);
  });

  it('leaves a bidder out where it wants no sync itself', async () => {
    const ask = async (more: object) => {
      const answer = await fetch(`${own.url}/cookie_sync`, {
        method: 'POST',
        headers: US,
        body: JSON.stringify({ bidders: ['dsp-a'], account: 'demo', debug: true, ...more }),
      });
      return (await answer.json()) as { bidder_status: unknown[]; debug: unknown[] };
    };
    expect((await ask({})).bidder_status).toHaveLength(1);
    const skipped = [{ bidder: 'dsp-a', error: 'Skipped by its settings' }];
    expect((await ask({ gdpr: 1, gdpr_consent: CONSENT })).debug).toEqual(skipped);
    expect((await ask({ gpp: 'DBABLA~BVQqAAAAAgA.QA', gpp_sid: '7' })).debug).toEqual(skipped);
  });
});
