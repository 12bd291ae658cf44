import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../testing/mock-bidder.ts';
import { OPTED_OUT, unsealedCookie } from '../testing/uids-cookies.ts';
import { readUids } from '../user-sync/uids-cookie.ts';

const NOW = Date.UTC(2026, 10, 23);
/** A TC string that grants all purposes to vendor 1001, the contract of dsp-a. */
const CONSENT = 'CQeEcwAQeEcwAAHABAAABkEgAP_AAAAAAAAAH0wAQH0gABAAAAAA';
const COUNTRIES: Record<string, string> = { '198.51.100.1': 'US', '203.0.113.1': 'DE', '192.0.2.1': 'CN' };
const US = { 'x-forwarded-for': '198.51.100.1' };

let rig: ExchangeRig;
let bidder: MockBidder;

beforeAll(async () => {
  const inventory = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  bidder = await startMockBidder();
  const [a, b, c] = inventory.bidders;
  const way = (id: string) => ({
    url: `https://${id}.example/sync?c={{gdpr_consent}}&p={{.USPrivacy}}&to={{redirect_url}}`,
    userMacro: '$UID',
  });
  Object.assign(a, {
    endpoint: bidder.endpoint,
    userSync: { iframe: way('a'), redirect: way('a'), default: 'redirect' },
  });
  Object.assign(b, { userSync: { key: 'family-b', iframe: way('b') } });
  Object.assign(c, { userSync: { redirect: way('c') } });
  inventory.accounts[1].settings = { cookieSync: { maxLimit: 1 } };
  rig = await startExchangeRig({
    snapshot: snapshotOf(inventory),
    lookUpCountry: (ip) => COUNTRIES[ip],
    trustForwardedFor: true,
    now: () => NOW,
  });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});
beforeEach(() => bidder.behave({ status: 204, delayMs: 0, text: '' }));

const cookieOf = (ids: Record<string, string>): string => unsealedCookie(ids, NOW);
const idsAfter = (answer: Response) => {
  const [set] = answer.headers.getSetCookie();
  return set === undefined
    ? undefined
    : Object.fromEntries([...readUids(set.split(';')[0]).ids].map(([key, { uid }]) => [key, uid]));
};

describe('/cookie_sync', () => {
  const ask = (body: unknown, headers: Record<string, string> = US) =>
    fetch(`${rig.url}/cookie_sync`, {
      method: 'POST',
      headers: { origin: 'https://news.example', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  interface Synced {
    status: string;
    bidder_status: { bidder: string; no_cookie: boolean; usersync: { url: string; type: string } }[];
    debug?: { bidder: string; error: string }[];
  }
  const read = async (answer: Response): Promise<Synced> => {
    expect(answer.status).toBe(200);
    return (await answer.json()) as Synced;
  };
  const names = async (answer: Response) =>
    (await read(answer)).bidder_status.map(({ bidder }) => bidder).sort();

  it('names bidders whose contract may have an id, with the way back', async () => {
    const answer = await ask({
      bidders: ['dsp-a', 'dsp-b', 'dsp-c', 'stranger'],
      account: 'demo',
      us_privacy: '1YNN',
      debug: true,
    });
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const { status, bidder_status: found, debug } = await read(answer);
    expect(status).toBe('no_cookie');
    expect(found.map(({ bidder, usersync }) => [bidder, usersync.type]).sort()).toEqual([
      ['dsp-a', 'redirect'],
      ['dsp-b', 'iframe'],
    ]);
    const url = new URL(found.find(({ bidder }) => bidder === 'dsp-b')?.usersync.url ?? '');
    expect([url.host, url.searchParams.get('p')]).toEqual(['b.example', '1YNN']);
    const back = new URL(url.searchParams.get('to') ?? '');
    expect(back.origin + back.pathname).toBe('https://ads.example/setuid');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      bidder: 'family-b',
      us_privacy: '1YNN',
      account: 'demo',
      f: 'b',
      uid: '$UID',
    });
    expect(debug?.sort((a, b) => (a.bidder < b.bidder ? -1 : 1))).toEqual([
      { bidder: 'dsp-c', error: 'Rejected by privacy' },
      { bidder: 'stranger', error: 'Unsupported bidder' },
    ]);
  });

  it('[S2] has it on record who is told which signals, before the page learns where to send the browser', async () => {
    const before = (await rig.disclosures()).length;
    await ask({ bidders: ['dsp-a'], us_privacy: '1YNN' });
    const [record] = (await rig.disclosures()).slice(before);
    const signals = rig.policy.fields.find(({ name }) => name === 'consentSignals')?.id ?? -1;
    expect(record?.entries).toMatchObject([{ recipient: 'dsp-a', contract: 'demo-dsp-a' }]);
    expect(BigInt(`0x${record?.entries[0]?.fields}`) !== 0n && signals > 0).toBe(true);
    expect(await names(await ask({ bidders: ['dsp-c'] }))).toEqual([]);
    expect(await rig.disclosures()).toHaveLength(before + 1);
  });

  it('leaves out who is in sync, obeys limits and filters, and cooperates where asked', async () => {
    const synced = await ask(
      { bidders: ['dsp-a', 'dsp-b'] },
      { ...US, cookie: cookieOf({ 'family-b': 'B' }) },
    );
    expect(await read(synced)).toMatchObject({ status: 'ok', bidder_status: [{ bidder: 'dsp-a' }] });
    expect(await names(await ask({}))).toEqual(['dsp-a', 'dsp-b']);
    expect(await names(await ask({ bidders: ['dsp-a'] }))).toEqual(['dsp-a']);
    expect(await names(await ask({ bidders: ['dsp-a'], coopSync: true }))).toEqual(['dsp-a', 'dsp-b']);
    const nulls = { coopSync: null, limit: null, gdpr: null, filterSettings: { iframe: null } };
    expect(await names(await ask({ bidders: ['dsp-a'], ...nulls }))).toEqual(['dsp-a']);
    expect(await names(await ask({ limit: 1 }))).toHaveLength(1);
    expect(await names(await ask({ limit: 5, account: 'other' }))).toHaveLength(1);
    const filterSettings = {
      iframe: { bidders: '*', filter: 'exclude' },
      image: { bidders: ['dsp-b'], filter: 'exclude' },
    };
    expect(await names(await ask({ filterSettings }))).toEqual(['dsp-a']);
    const iframeOnly = { image: { bidders: '*', filter: 'exclude' } };
    expect(
      (await read(await ask({ bidders: ['dsp-a'], filterSettings: iframeOnly }))).bidder_status,
    ).toMatchObject([{ usersync: { type: 'iframe' } }]);
  });

  it.each([
    ['with consent in Europe', { gdpr: 1, gdpr_consent: CONSENT }, '203.0.113.1', ['dsp-a']],
    [
      'with an older consent for a section of GPP',
      { gpp_sid: '2', gdpr_consent: CONSENT },
      '203.0.113.1',
      ['dsp-a'],
    ],
    ['without consent in Europe', {}, '203.0.113.1', []],
    ['with a flag that the law doesn’t apply, in Europe all the same', { gdpr: 0 }, '203.0.113.1', []],
    ['after a refusal in the USA', { us_privacy: '1YYN' }, '198.51.100.1', []],
    ['without separate consent in China', {}, '192.0.2.1', []],
    ['where nobody knows which law applies', {}, '100.64.0.1', []],
    ['with signals that can’t be read', { us_privacy: 'nonsense' }, '198.51.100.1', []],
  ])('U2 C2: %s, says the policy who is synced', async (_, signals, ip, expected) => {
    const answer = await ask(signals, { 'x-forwarded-for': ip });
    expect(await names(answer)).toEqual(expected);
  });

  it('[V3] takes ids away from a browser whose person no longer allows them', async () => {
    const answer = await ask(
      { gdpr_consent: '' },
      { 'x-forwarded-for': '203.0.113.1', cookie: cookieOf({ 'dsp-a': 'A' }) },
    );
    expect(idsAfter(answer)).toEqual({});
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
  });

  it.each([
    ['{', 'JSON parsing failed'],
    [[], 'JSON parsing failed'],
    [{ bidders: '*' }, 'bidders must be an array of at most 1000 names'],
    [{ limit: 'x' }, 'limit must be a whole number'],
    [{ coopSync: 1 }, 'coopSync must be true or false'],
    [{ gdpr: 2 }, 'GDPR signal should be integer 0 or 1'],
    [{ gdpr: { toString: 1, valueOf: 1 } }, 'GDPR signal should be integer 0 or 1'],
    [{ gdpr: 1 }, 'gdpr_consent is required if gdpr=1'],
    [{ gpp_sid: [7] }, 'gpp_sid must be a string'],
    [{ gpp_sid: 'SECRET' }, 'gpp_sid must be a list of integers with commas between'],
    [{ gpp: 'SECRET', gpp_sid: '7' }, 'gpp is no GPP string'],
    [{ gpp_sid: '2,7' }, 'gdpr_consent is required if gdpr=1'],
    [
      { gpp: 'DBABTA~1YNN', gpp_sid: '6', us_privacy: '1YYY' },
      'request.us_privacy consent does not match uspv1',
    ],
    [
      { filterSettings: { iframe: { bidders: '*' } } },
      "error parsing filtersettings.iframe: invalid filter value. must be either 'include' or 'exclude'",
    ],
    [{ account: 'nobody' }, 'account must be valid if provided, please reach out to the prebid server host'],
    [{ account: 'closed' }, 'account is disabled, please reach out to the prebid server host'],
  ])('refuses %j', async (body, message) => {
    const answer = await ask(body);
    expect([answer.status, await answer.text()]).toEqual([400, `${message}\n`]);
  });

  it('answers 401 to who has opted out', async () => {
    const answer = await ask({}, { ...US, cookie: OPTED_OUT });
    expect([answer.status, await answer.text()]).toEqual([401, 'User has opted out\n']);
  });
});

describe('/setuid', () => {
  const ask = (query: string, headers: Record<string, string> = US) =>
    fetch(`${rig.url}/setuid?${query}`, { headers });

  it('keeps an id beside the others, and answers what an iframe or an image takes', async () => {
    const cookie = cookieOf({ 'dsp-a': 'A' });
    const page = await ask('bidder=family-b&uid=B%2F1', { ...US, cookie });
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html',
      '',
    ]);
    expect(idsAfter(page)).toEqual({ 'dsp-a': 'A', 'family-b': 'B/1' });
    const image = await ask('bidder=dsp-b&uid=B&f=i');
    expect([image.headers.get('content-type'), (await image.arrayBuffer()).byteLength > 60]).toEqual([
      'image/png',
      true,
    ]);
    expect(idsAfter(image)).toEqual({ 'family-b': 'B' });
  });

  it.each([
    [`gdpr=1&gdpr_consent=${CONSENT}`, 'dsp-a', '203.0.113.1', 200],
    [`gdpr=1&gdpr_consent=${CONSENT}`, 'family-b', '203.0.113.1', 451],
    ['', 'dsp-a', '203.0.113.1', 451],
    ['gdpr=0', 'dsp-a', '203.0.113.1', 451],
    ['gdpr=1&gdpr_consent=nonsense', 'dsp-a', '198.51.100.1', 400],
    ['gpp_sid=2&gpp=nonsense', 'dsp-a', '198.51.100.1', 400],
    ['us_privacy=1YYN', 'dsp-a', '198.51.100.1', 451],
    ['', 'dsp-c', '198.51.100.1', 451],
    ['', 'dsp-a', '192.0.2.1', 451],
  ])(
    'C2 U2: keeps only what the policy lets be kept, for that recipient: %s of %s',
    async (query, key, ip, status) => {
      const answer = await ask(`bidder=${key}&uid=SECRET-UID&${query}`, { 'x-forwarded-for': ip });
      expect(answer.status).toBe(status);
      expect(idsAfter(answer)).toEqual(status === 200 ? { [key]: 'SECRET-UID' } : undefined);
      expect(await answer.text()).not.toContain('SECRET');
    },
  );

  it('K6: heeds Global Privacy Control', async () => {
    expect((await ask('bidder=dsp-a&uid=A', { ...US, 'sec-gpc': '1' })).status).toBe(451);
  });

  it('takes an id away without asking for consent', async () => {
    const answer = await ask('bidder=dsp-a&uid=&gdpr=1&gpp=nonsense', {
      'x-forwarded-for': '203.0.113.1',
      cookie: cookieOf({ 'dsp-a': 'A', 'family-b': 'B' }),
    });
    expect([answer.status, idsAfter(answer)]).toEqual([200, { 'family-b': 'B' }]);
  });

  it.each([
    ['uid=1', 400, '"bidder" query param is required'],
    ['bidder=stranger&uid=1', 400, 'The bidder name provided is not supported by Prebid Server'],
    ['bidder=dsp-a&uid=1&f=x', 400, '"f" query param is invalid. must be "b" or "i"'],
    ['bidder=dsp-a&uid=1&gdpr=2', 400, 'the gdpr query param must be either 0 or 1'],
    ['bidder=dsp-a&uid=1&gdpr=1', 400, 'GDPR consent is required when gdpr signal equals 1'],
    [
      `bidder=dsp-a&uid=1&gpp_sid=2&gdpr_consent=${CONSENT}`,
      400,
      'GDPR consent is required when gdpr signal equals 1',
    ],
    ['bidder=dsp-a&uid=1&gpp_sid=x', 400, 'invalid gpp_sid encoding, must be a csv list of integers'],
    [
      'bidder=dsp-a&uid=1&account=nobody',
      400,
      'account must be valid if provided, please reach out to the prebid server host',
    ],
    [`bidder=dsp-a&uid=${'x'.repeat(1_025)}`, 400, 'the uid query param must have at most 1024 characters'],
  ])('answers %.40s with %i', async (query, status, message) => {
    const answer = await ask(query);
    expect([answer.status, await answer.text(), idsAfter(answer)]).toEqual([
      status,
      `${message}\n`,
      undefined,
    ]);
  });

  it('answers 401 to who has opted out', async () => {
    const answer = await ask('bidder=dsp-a&uid=A', { ...US, cookie: OPTED_OUT });
    expect([answer.status, idsAfter(answer)]).toEqual([401, undefined]);
  });
});

describe('/getuids', () => {
  it('K6: shows a person the ids of the browser, and no page of another site', async () => {
    const answer = await fetch(`${rig.url}/getuids`, {
      headers: { cookie: cookieOf({ 'dsp-a': 'A' }), origin: 'https://news.example' },
    });
    expect(await answer.json()).toEqual({ buyeruids: { 'dsp-a': 'A' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(await (await fetch(`${rig.url}/getuids`)).json()).toEqual({});
  });
});

describe('an auction', () => {
  const request = (more: object = {}) => ({
    id: 'r',
    site: { domain: 'news.example', publisher: { id: 'demo' } },
    device: { geo: { country: 'USA' } },
    imp: [
      { id: 'i', banner: { format: [{ w: 300, h: 250 }] }, ext: { prebid: { bidder: { 'dsp-a': {} } } } },
    ],
    ...more,
  });
  const told = async (body: unknown, headers: Record<string, string>) => {
    const answer = await fetch(`${rig.url}/openrtb2/auction`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...US, ...headers },
    });
    return {
      text: bidder.received[0] ?? '',
      head: bidder.heads[0] ?? '',
      answer: await answer.text(),
      status: answer.status,
    };
  };
  const cookie = cookieOf({ 'dsp-a': 'UID-OF-A', 'family-b': 'UID-OF-B', other: 'UID-OF-OTHER' });

  it('U2 K6: tells a bidder the browser’s id of it, and nobody the rest of the cookie', async () => {
    const { text, head, answer } = await told(request({ ext: { prebid: { debug: true } } }), { cookie });
    expect(JSON.parse(text).user.buyeruid).toBe('UID-OF-A');
    for (const where of [text, head, answer]) {
      expect(where).not.toContain('UID-OF-B');
      expect(where).not.toContain('UID-OF-OTHER');
      expect(where).not.toContain(cookie.slice(5, 40));
    }
  });

  it('prefers the id that the page names', async () => {
    const { text } = await told(
      request({ user: { ext: { prebid: { buyeruids: { 'dsp-a': 'OF-THE-PAGE' } } } } }),
      { cookie },
    );
    expect(JSON.parse(text).user.buyeruid).toBe('OF-THE-PAGE');
  });

  it.each([
    ['a refusal', { regs: { us_privacy: '1YYN' } }, cookie],
    ['an app', { site: undefined, app: { bundle: 'com.example.game', publisher: { id: 'demo' } } }, cookie],
    ['Europe without consent', { device: { geo: { country: 'DEU' } } }, cookie],
    ['an opt-out at this host', {}, OPTED_OUT],
  ])('C2 K6: tells no id with %s', async (_, more, header) => {
    const { text, status } = await told(request(more), { cookie: header });
    expect(status).toBe(200);
    expect(text).not.toContain('UID-OF');
  });

  it('U1: puts a browser that opted out under the floor for opting out, whatever its page says', async () => {
    await told(request({ user: { ext: { prebid: { buyeruids: { 'dsp-a': 'OF-THE-PAGE' } } } } }), {
      cookie: OPTED_OUT,
    });
    expect(bidder.received[0]).not.toContain('OF-THE-PAGE');
    await rig.exchange.settled();
    expect((await rig.auctions()).at(-1)?.reasons).toContain('signal.own.optOut');
  });
});
