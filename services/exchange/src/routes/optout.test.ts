import { readFile } from 'node:fs/promises';
import { choicesInHotState } from '@jianchat/hot';
import { createChoices, createIdentifierHash } from '@jianchat/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COOKIE_KEY, type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../testing/mock-bidder.ts';
import { OPTED_OUT, unsealedCookie } from '../testing/uids-cookies.ts';
import { createCookieSeal } from '../user-sync/cookie-seal.ts';
import { NO_IDS, readUids, setUids, withUid } from '../user-sync/uids-cookie.ts';

const NOW = Date.UTC(2026, 10, 23);
const US = { 'x-forwarded-for': '198.51.100.1' };
const hash = createIdentifierHash(Buffer.alloc(32, 8));

let rig: ExchangeRig;
let bidder: MockBidder;
beforeAll(async () => {
  const inventory = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  bidder = await startMockBidder();
  Object.assign(inventory.bidders[0], {
    endpoint: bidder.endpoint,
    userSync: { redirect: { url: 'https://a.example/sync?to={{redirect_url}}', userMacro: '$UID' } },
  });
  rig = await startExchangeRig({
    snapshot: snapshotOf(inventory),
    lookUpCountry: () => 'US',
    trustForwardedFor: true,
    now: () => NOW,
    choices: (hot) => createChoices(choicesInHotState(hot), hash),
  });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});
beforeEach(() => bidder.behave({ status: 204, delayMs: 0, text: '' }));

const cookieOf = (ids: Record<string, string>): string => unsealedCookie(ids, NOW);

describe('/optout', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${rig.url}/optout`, { method: 'POST', body, headers, redirect: 'manual' });

  it('opts a browser out, its ids gone, and shows it', async () => {
    const answer = await post('optout=1', {
      cookie: cookieOf({ 'dsp-a': 'A' }),
      origin: 'https://elsewhere.example',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/optout']);
    const [set = ''] = answer.headers.getSetCookie();
    expect(readUids(set.split(';')[0])).toEqual({ optedOut: true, ids: new Map() });
    const page = await fetch(`${rig.url}/optout?lang=zh`, { headers: { cookie: set.split(';')[0] ?? '' } });
    expect(await page.text()).toContain('您已选择退出');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  describe('under the ids that this host has set', () => {
    const UID = 'BUYER-NUMBER-1';
    const first = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const sync = async (uid: string) => {
      const answer = await fetch(`${rig.url}/setuid?bidder=dsp-a&uid=${uid}`, { headers: US });
      await answer.arrayBuffer();
      return { status: answer.status, cookie: first(answer) };
    };
    /** Whether the bidder is told this id, asked for by a request of another browser. */
    const isTold = async (uid: string) => {
      bidder.behave({ status: 204, delayMs: 0, text: '' });
      const answer = await fetch(`${rig.url}/openrtb2/auction`, {
        method: 'POST',
        headers: US,
        body: JSON.stringify({
          id: 'r',
          site: { domain: 'news.example', publisher: { id: 'demo' } },
          device: { geo: { country: 'USA' } },
          user: { ext: { prebid: { buyeruids: { 'dsp-a': uid } } } },
          imp: [{ id: 'i', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-a': {} } } } }],
        }),
      });
      await answer.arrayBuffer();
      return bidder.received[0]?.includes(uid) === true;
    };
    const back = (cookie: string) => post('optout=0', { origin: rig.url, cookie });

    it('V3: holds wherever one of them comes in, until the same browser takes it back', async () => {
      const { cookie } = await sync(UID);
      expect(await isTold(UID)).toBe(true);
      const out = first(await post('optout=1', { cookie }));
      expect(out).not.toContain(UID);
      expect(Buffer.from(out.slice('uids='.length), 'base64url').toString()).not.toContain(UID);
      expect(await isTold(UID)).toBe(false);
      expect((await sync(UID)).status).toBe(451);
      // Once more with nothing left to refuse forgets nothing.
      const again = first(await post('optout=1', { cookie: out }));
      expect((await back(again)).status).toBe(303);
      expect(await isTold(UID)).toBe(true);
    });

    it('V3: nobody refuses with a cookie that this host did not set, or takes back what another browser refused', async () => {
      const forged = cookieOf({ 'dsp-a': UID });
      await post('optout=1', { cookie: forged });
      expect(await isTold(UID)).toBe(true);
      const { cookie } = await sync(UID);
      const changed = Buffer.from(cookie.slice('uids='.length), 'base64url')
        .toString()
        .replace(UID, 'BUYER-NUMBER-2');
      await post('optout=1', { cookie: `uids=${Buffer.from(changed).toString('base64url')}` });
      expect([await isTold(UID), await isTold('BUYER-NUMBER-2')]).toEqual([true, true]);
      const out = first(await post('optout=1', { cookie }));
      const { refused } = JSON.parse(Buffer.from(out.slice('uids='.length), 'base64url').toString());
      const unsealed = Buffer.from(JSON.stringify({ optout: true, refused })).toString('base64url');
      await back(`uids=${unsealed}`);
      await back(OPTED_OUT);
      expect(await isTold(UID)).toBe(false);
      await back(out);
      expect(await isTold(UID)).toBe(true);
    });

    it('is bounded, and the opt-out of the browser itself holds all the same', async () => {
      let cookie = '';
      for (let round = 0; round < 650; round += 1) {
        const sealed = setUids(withUid(NO_IDS, { key: 'dsp-a', uid: `BUYER-MANY-${round}`, nowMs: NOW }), {
          seal: createCookieSeal(COOKIE_KEY),
        });
        cookie = first(await post('optout=1', { cookie: sealed.split(';')[0] ?? '' }));
      }
      expect(readUids(cookie).optedOut).toBe(true);
      expect(rig.counts.get('choice.dropped')).toBeGreaterThan(0);
      expect(await isTold('BUYER-MANY-649')).toBe(true);
      expect(await isTold('BUYER-MANY-9')).toBe(false);
    });
  });

  it('K2: lets only our own page take it back', async () => {
    for (const headers of [{}, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await post('optout=0', headers as Record<string, string>)).status).toBe(403);
    const answer = await post('optout=0', { origin: rig.url, cookie: OPTED_OUT });
    expect([answer.status, answer.headers.getSetCookie()[0]]).toEqual([
      303,
      expect.stringContaining('Max-Age=0'),
    ]);
    expect((await post('optout=maybe')).status).toBe(400);
  });
});
