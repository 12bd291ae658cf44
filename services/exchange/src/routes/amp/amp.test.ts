import { readFile } from 'node:fs/promises';
import type { Snapshot } from '@jianchat/snapshot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../../testing/mock-bidder.ts';

const COUNTRIES: Record<string, string> = { '198.51.100.1': 'US', '203.0.113.1': 'DE' };
const CONSENT = 'CQeEcwAQeEcwAAHABAAABkEgAP_AAAAAAAAAH0wAQH0gABAAAAAA';
const NOW = Date.UTC(2026, 10, 23);

let rig: ExchangeRig;
let snapshot: Snapshot;
let bidder: MockBidder;
beforeAll(async () => {
  const inventory = JSON.parse(
    await readFile(new URL('../../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  bidder = await startMockBidder();
  Object.assign(inventory.bidders[0], {
    endpoint: bidder.endpoint,
    userSync: { redirect: { url: 'https://a.example/sync' } },
  });
  const imp = {
    id: 'i',
    banner: { format: [{ w: 300, h: 250 }] },
    ext: { prebid: { bidder: { 'dsp-a': {} } } },
  };
  const amp = { id: '{{UUID}}', site: { domain: 'stored.example' }, imp: [imp] };
  inventory.storedRequests = {
    amp,
    owned: { ...amp, site: { publisher: { id: 'demo' } } },
    named: { ...amp, id: 'stored-id' },
    placed: { imp: [{ id: 'i', ext: { prebid: { storedrequest: { id: 'demo-banner' } } } }] },
    'two-imps': { ...amp, imp: [imp, imp] },
    'with-data': {
      ...amp,
      ext: {
        prebid: {
          adservertargeting: [
            { key: 'section', source: 'bidrequest', value: 'ext.prebid.amp.data.section' },
            { key: 'took', source: 'bidresponse', value: 'ext.tmaxrequest' },
            { key: 'none', source: 'bidrequest', value: 'ext.prebid.amp.data.absent' },
          ],
        },
      },
    },
    timed: { ...amp, tmax: 2_000, site: { ext: { amp: 0 } } },
    'no-imp': { site: {} },
    'an-app': { ...amp, app: {} },
    late: { ...amp, tmax: -5, site: { publisher: { id: 'demo' } } },
  };
  snapshot = snapshotOf(inventory);
  rig = await startExchangeRig({
    snapshot,
    lookUpCountry: (ip) => COUNTRIES[ip],
    trustForwardedFor: true,
    now: () => NOW,
  });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});
// biome-ignore lint/suspicious/noTemplateCurlyInString: OpenRTB's macro
const AD = '<b>${AUCTION_PRICE}</b>';
beforeEach(() =>
  bidder.behave({
    status: 200,
    delayMs: 0,
    text: JSON.stringify({
      id: 'x',
      cur: 'USD',
      seatbid: [
        {
          bid: [
            {
              id: 'b',
              impid: 'i',
              price: 3.21,
              adm: AD,
              crid: 'c',
              w: 300,
              h: 250,
              adomain: ['brand.example'],
            },
          ],
        },
      ],
    }),
  }),
);

const ask = (query: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${rig.url}/openrtb2/amp?${new URLSearchParams({ account: 'demo', ...query })}`, {
    headers: { 'x-forwarded-for': '198.51.100.1', ...headers },
  });
/** What the bidder was asked. */
const asked = async (query: Record<string, string>, headers?: Record<string, string>) => {
  const answer = await ask({ tag_id: 'amp', ...query }, headers);
  expect(answer.status).toBe(200);
  await answer.text();
  return JSON.parse(bidder.received[0] ?? '{}');
};

describe('GET /openrtb2/amp', () => {
  it('answers with the keys of a cached ad, and with what the AMP runtime wants', async () => {
    const answer = await ask(
      { tag_id: 'amp', __amp_source_origin: 'https://news.example' },
      { origin: 'https://news-example.cdn.ampproject.org' },
    );
    expect(answer.headers.get('amp-access-control-allow-source-origin')).toBe('https://news.example');
    expect(answer.headers.get('x-prebid')).toBe('pbs-jianchat/1.2.3');
    expect(answer.headers.get('access-control-expose-headers')).toBe(
      'AMP-Access-Control-Allow-Source-Origin',
    );
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://news-example.cdn.ampproject.org');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const { targeting, ortb2 } = (await answer.json()) as {
      targeting: Record<string, string>;
      ortb2: { ext: object };
    };
    expect(targeting).toMatchObject({
      hb_pb: '3.20',
      hb_bidder: 'dsp-a',
      hb_env: 'amp',
      hb_size: '300x250',
      hb_cache_host: 'ads.example',
      hb_cache_path: '/cache',
    });
    expect(targeting['hb_cache_id_dsp-a']).toBe(targeting['hb_cache_id']);
    expect(ortb2.ext).toMatchObject({ responsetimemillis: {}, prebid: {} });
    const cached = await (await fetch(`${rig.url}/cache?uuid=${targeting['hb_cache_id']}`)).json();
    expect(cached).toMatchObject({ id: 'b', impid: 'i', price: 3.21, w: 300, h: 250 });
    expect(JSON.stringify(cached)).toContain('<b>3.21</b>');
  });

  it('takes the page’s address, slot, key-values and time', async () => {
    const request = await asked({
      curl: 'https://news.example:8443/story',
      slot: '/1/top',
      targeting: '{"section":"sport"}',
      timeout: '700',
    });
    expect(request.site).toMatchObject({
      page: 'https://news.example:8443/story',
      domain: 'news.example',
      publisher: { id: 'demo' },
      ext: { amp: 1 },
    });
    expect(request.imp[0]).toMatchObject({ tagid: '/1/top', secure: 1, ext: { data: { section: 'sport' } } });
    expect(request.ext.prebid.channel).toEqual({ name: 'amp' });
    expect(request.tmax).toBeLessThanOrEqual(700);
    expect(request.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives a request an id of the host’s own and keeps its way’s time back, where the host wants it', async () => {
    rig.use({ ...snapshot, host: { ...snapshot.host, generateRequestId: true, tmax: { ampMs: 300 } } });
    const request = await asked({ tag_id: 'named', timeout: '700' });
    rig.use(snapshot);
    expect(request.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(request.tmax).toBeLessThanOrEqual(400);
  });

  it('keeps nothing back of a time that is stored: that counts from here', async () => {
    rig.use({ ...snapshot, host: { ...snapshot.host, tmax: { ampMs: 1_000 } } });
    const request = await asked({ tag_id: 'timed' });
    rig.use(snapshot);
    expect(request.tmax).toBeGreaterThan(1_000);
    expect(request.site).toMatchObject({ ext: { amp: 0 } });
  });

  it.each([
    [{ w: '320', h: '50' }, [{ w: 320, h: 50 }]],
    [{ w: '320', h: '50', ow: '728', oh: '90' }, [{ w: 728, h: 90 }]],
    [{ w: '320', h: '50', ow: '728' }, [{ w: 728, h: 50 }]],
    [
      { w: '320', h: '50', ms: '300x250,728x90' },
      [
        { w: 320, h: 50 },
        { w: 300, h: 250 },
        { w: 728, h: 90 },
      ],
    ],
    [{ ms: '300x600' }, [{ w: 300, h: 600 }]],
    [{ ms: '300x600,x' }, [{ w: 300, h: 250 }]],
    [{ w: '320' }, [{ w: 320, h: 250 }]],
    [{ h: '600' }, [{ w: 300, h: 600 }]],
    [{ w: 'width', h: '-1' }, [{ w: 300, h: 250 }]],
  ])('takes the sizes %j', async (query, format) => {
    expect((await asked(query as unknown as Record<string, string>)).imp[0].banner.format).toEqual(format);
  });

  it('takes a placement’s impression, and the account of its stored request before the page’s', async () => {
    const placed = await ask({ tag_id: 'placed', w: '320', h: '50' });
    expect(((await placed.json()) as { targeting: object }).targeting).toEqual({});
    const owned = await ask({ tag_id: 'owned', account: 'other' });
    expect(owned.status).toBe(200);
    expect(JSON.parse(bidder.received[0] ?? '{}').site.publisher.id).toBe('demo');
    const macro = await ask({ tag_id: 'amp', account: 'ACCOUNT_ID' });
    expect(await macro.text()).toContain('could not verify the Account ID');
  });

  it.each([
    [{ consent_string: CONSENT, consent_type: '2', gdpr_applies: 'true' }, 'DE', true],
    [{ gdpr_consent: CONSENT }, 'DE', true],
    [{}, 'DE', false],
    [{ gdpr_applies: 'false' }, 'DE', false],
    [{ consent_string: '1YNN' }, 'US', true],
    [{ consent_string: '1YYN' }, 'US', false],
    [{ consent_string: '1YYN', consent_type: '3' }, 'US', false],
    [{ consent_string: 'nonsense' }, 'US', false],
    [{ consent_string: 'nonsense', consent_type: '4', gpp_sid: '7' }, 'US', false],
  ])('C2 U2: %j in %s lets ids be told: %s', async (query, country, told) => {
    const ip = country === 'DE' ? '203.0.113.1' : '198.51.100.1';
    const tempUIDs = { 'dsp-a': { uid: 'UID-OF-A', expires: '2026-12-01T00:00:00Z' } };
    const cookie = `uids=${Buffer.from(JSON.stringify({ tempUIDs })).toString('base64url')}`;
    const { user } = await asked(query as Record<string, string>, { 'x-forwarded-for': ip, cookie });
    expect(user?.buyeruid).toBe(told ? 'UID-OF-A' : undefined);
  });

  it('passes Google’s list of providers on where the policy lets it, and debugs for who asks', async () => {
    const request = await asked({ addtl_consent: '1~7.12', consent_string: CONSENT });
    expect(request.user?.ext?.ConsentedProvidersSettings?.consented_providers).toBe('1~7.12');
    const debug = (await (await ask({ tag_id: 'amp', debug: '1', trace: 'verbose' })).json()) as {
      ortb2: { ext: { debug: object } };
    };
    expect(debug.ortb2.ext.debug).toMatchObject({ resolvedrequest: { test: 1 } });
  });

  it('gives the ad server the parameters and facts of the answer that its keys name', async () => {
    const answer = await ask({ tag_id: 'with-data', section: 'sport', timeout: '700' });
    const { targeting, ortb2 } = (await answer.json()) as {
      targeting: Record<string, string>;
      ortb2: { ext: { warnings: object } };
    };
    expect(targeting).toMatchObject({ section: 'sport', took: '700' });
    expect(targeting).not.toHaveProperty('none');
    expect(JSON.stringify(ortb2.ext.warnings)).toContain('ext.prebid.amp.data.absent');
    expect(bidder.received[0]).not.toContain('sport');
  });

  it('answers without keys where nobody bids or nobody sells', async () => {
    bidder.behave({ status: 204, delayMs: 0, text: '' });
    const answer = await ask({ tag_id: 'amp', w: '1', h: '1' });
    expect([answer.status, ((await answer.json()) as { targeting: object }).targeting]).toEqual([200, {}]);
  });

  it.each([
    [{}, 'AMP requests require an AMP tag_id'],
    [{ tag_id: 'unheard-of' }, 'Stored Request with ID="unheard-of" not found.'],
    [{ tag_id: 'no-imp' }, 'the stored request of this tag_id does not define the required imp array'],
    [
      { tag_id: 'two-imps' },
      'the stored request of this tag_id includes 2 imp elements. Only one is allowed',
    ],
    [{ tag_id: 'an-app' }, 'request.app must not exist in AMP stored requests.'],
    [{ tag_id: 'late' }, 'request.tmax must be nonnegative. Got -5'],
    [
      { tag_id: 'amp', targeting: '[CANARY' },
      'unable to merge imp.ext with targeting data, check targeting data is correct',
    ],
    [
      { tag_id: 'amp', account: 'CANARY' },
      'Prebid-server could not verify the Account ID. Please reach out to the prebid server host.',
    ],
  ])('K2: refuses %j', async (query, message) => {
    const answer = await ask({ __amp_source_origin: 'a\r\nset-cookie: x', ...query } as Record<
      string,
      string
    >);
    expect([answer.status, await answer.text()]).toEqual([400, `Invalid request: ${message}\n`]);
    expect(answer.headers.get('amp-access-control-allow-source-origin')).toBeNull();
  });
});
