import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../../testing/mock-bidder.ts';

let rig: ExchangeRig;
let bidder: MockBidder;
beforeAll(async () => {
  bidder = await startMockBidder();
  const ext = { prebid: { bidder: { 'dsp-a': {} } } };
  const imp = { id: 'i', banner: { format: [{ w: 300, h: 250 }] }, ext };
  const site = { page: 'https://news.example/', publisher: { id: 'demo' } };
  const video = { mimes: ['video/mp4'], minduration: 3, ext: { own: 1 } };
  rig = await startExchangeRig({
    snapshot: snapshotOf({
      accounts: [{ id: 'demo', name: 'Demo' }],
      bidders: [{ id: 'dsp-a', endpoint: bidder.endpoint, contract: 'demo-dsp-a', timeoutMs: 10_000 }],
      storedRequests: {
        page: { site, imp: [imp] },
        player: { site, imp: [{ id: 'i', video, banner: imp.banner, ext }] },
        game: { app: { id: 'a', publisher: { id: 'demo' } }, imp: [imp] },
        two: { id: '{{UUID}}', site, imp: [imp, { ...imp, id: 'second' }] },
        open: { imp: [imp] },
        bare: { site },
      },
    }),
    lookUpCountry: (ip) => (ip === '198.51.100.1' ? 'US' : undefined),
  });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${rig.url}/openrtb2/auction?${query}`, { headers });

/** What the bidder was asked. */
async function asked(query: string, headers: Record<string, string> = {}) {
  bidder.behave({ status: 204, delayMs: 0, text: '' });
  const res = await get(query, headers);
  const text = await res.text();
  expect(res.status, text).toBe(200);
  expect(bidder.received).toHaveLength(1);
  return JSON.parse(bidder.received[0] ?? '{}');
}

describe('GET /openrtb2/auction', () => {
  it('holds the auction that is stored, under an id of its own, and answers any page', async () => {
    const bid = { id: 'b', impid: 'i', price: 2, adm: '<b>ad</b>', crid: 'c', w: 300, h: 250 };
    bidder.behave({ status: 200, delayMs: 0, text: JSON.stringify({ id: 'x', seatbid: [{ bid: [bid] }] }) });
    const res = await get('srid=page', { origin: 'https://news.example' });
    expect(res.headers.get('access-control-allow-origin')).toBe('https://news.example');
    const answer = JSON.parse(await res.text());
    expect(answer.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.seatbid).toMatchObject([{ seat: 'dsp-a', bid: [{ impid: 'i', price: 2 }] }]);
  });

  it.each<[string, string, object]>([
    [
      'sizes of a banner',
      'srid=page&ms=320x50&sizes=300x250,1x1&pos=1&api=3,7,x&slot=/1/a',
      {
        imp: [
          {
            banner: {
              format: [
                { w: 320, h: 50 },
                { w: 300, h: 250 },
              ],
              pos: 1,
              api: [3, 7],
            },
            tagid: '/1/a',
          },
        ],
      },
    ],
    [
      'a width and a height',
      'srid=page&w=728&h=90',
      { imp: [{ banner: { w: 728, h: 90, format: [{ w: 728, h: 90 }] } }] },
    ],
    [
      'a video’s bounds, where one is stored',
      'tag_id=player&maxdur=30&proto=2,3&startdelay=-1',
      {
        imp: [
          {
            video: {
              mimes: ['video/mp4'],
              minduration: 3,
              maxduration: 30,
              protocols: [2, 3],
              startdelay: -1,
            },
          },
        ],
      },
    ],
    [
      'where the ad is shown',
      'srid=page&page=https%3A%2F%2Fnews.example%2Fstory&url=https%3A%2F%2Felsewhere.example&genre=other&cgenre=news&ccat=IAB1,IAB2&clen=60&cchannel=One&bcat=IAB25',
      {
        site: {
          page: 'https://news.example/story',
          publisher: { id: 'demo' },
          content: { genre: 'news', cat: ['IAB1', 'IAB2'], len: 60, channel: { name: 'One' } },
        },
        bcat: ['IAB25'],
      },
    ],
    [
      'an app’s names, where an app is stored',
      'srid=game&bundle=com.example.game&storeurl=https://store.example/a&page=https://news.example',
      { app: { id: 'a', bundle: 'com.example.game', storeurl: 'https://store.example/a' } },
    ],
    [
      'a site by its page',
      'srid=open&page=https://news.example/x&pubid=demo',
      { site: { domain: 'news.example' } },
    ],
    [
      'key-values',
      'srid=page&targeting={"section":"sports"}',
      { imp: [{ ext: { data: { section: 'sports' } } }] },
    ],
    [
      'members by their path, over the rest',
      'srid=page&w=728&h=90&req.imp.0.bidfloor=0.5&req.imp.ext.data.k=v&req.site.content.title=T&req.imp.0.banner.format.0.w=970',
      {
        imp: [{ bidfloor: 0.5, ext: { data: { k: 'v' } }, banner: { format: [{ w: 970, h: 90 }] } }],
        site: { content: { title: 'T' } },
      },
    ],
    [
      'a request as JSON under all that',
      `srid=page&tmax=900&req=${Buffer.from('{"badv":["a.example"],"site":{"ref":"https://r.example/"}}').toString('base64url')}`,
      { badv: ['a.example'], site: { ref: 'https://r.example/' } },
    ],
  ])('lays %s over it', async (_what, query, told) => {
    expect(await asked(query)).toMatchObject(told);
  });

  it('lets a named type take the place of others, and drops what says nothing', async () => {
    const told = await asked('srid=player&mtype=1&w=320&h=50&maxdur=[DURATION]&pos=abc');
    expect(told.imp[0].video).toBeUndefined();
    expect(told.imp[0].banner).toMatchObject({ w: 320, h: 50, format: [{ w: 320, h: 50 }] });
    expect((await asked('srid=player&mtype=1&w=320&h=50&ow=728&oh=90')).imp[0].banner).toMatchObject({
      w: 728,
      h: 90,
      format: [{ w: 728, h: 90 }],
    });
    expect((await asked('srid=page&slot=%25%25PATTERN:slot%25%25')).imp[0].tagid).toBeUndefined();
    const required = await asked('srid=player&mtype=2&rqddurs=15,30');
    expect(required.imp[0].banner).toBeUndefined();
    expect(required.imp[0].video).toEqual({ mimes: ['video/mp4'], rqddurs: [15, 30] });
  });

  it('asks for one imp, of a request with several the first', async () => {
    const told = await asked('srid=two');
    expect(told.imp.map(({ id }: { id: string }) => id)).toEqual(['i']);
    expect(told.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets the player’s headers go before parameters, and these before the call’s own', async () => {
    const told = await asked('srid=page&ip=203.0.113.9&ua=parameter&dtype=3', {
      'x-device-user-agent': 'player/1',
      'x-device-ip': '198.51.100.1, 10.0.0.1',
      'x-device-make': 'Acme',
      'x-device-player': 'Player',
      'user-agent': 'proxy',
    });
    expect(told.device).toMatchObject({ ua: 'player/1', devicetype: 3, make: 'Acme' });
    expect(told.imp[0].displaymanager).toBe('Player');
    expect((await asked('srid=page&ua=parameter')).device.ua).toBe('parameter');
    // By the law of where the player is.
    const abroad = 'srid=page&req.device.os=android&ifa=6d92078a-8246-4ba4-ae5b-76104861e7dc&ip=203.0.113.9';
    const here = await asked(abroad, { 'x-device-ip': '198.51.100.1' });
    expect(here.device.ifa).toBe('6d92078a-8246-4ba4-ae5b-76104861e7dc');
  });

  it.each([
    'gdpr=1&tcfc=none',
    'usp=1YYN',
    'cs=1YYN&cst=3',
    'cs=none&cst=constructor',
    'coppa=1',
    'gpc=1',
    'usp=unreadable',
    'lmt=1',
    'gdpr=[GDPR]',
    'usp=[USP]',
    'gpc=%%GPC%%',
    'lmt={LMT}',
  ])('C2: lets no advertising id be told with %s', async (signals) => {
    const device = 'req.device.os=android&ifa=6d92078a-8246-4ba4-ae5b-76104861e7dc&ip=198.51.100.1';
    expect(JSON.stringify(await asked(`srid=page&${device}`))).toContain('6d92078a');
    expect(JSON.stringify(await asked(`srid=page&${device}&${signals}`))).not.toContain('6d92078a');
  });

  it.each([
    ['page=x', "GET /openrtb2/auction requires 'srid' (stored request ID) query parameter"],
    ['srid=absent', 'Stored Request with ID="absent" not found.'],
    ['srid=bare', 'request.imp must contain at least one element.'],
    ['srid=page&req=%5B', 'req: value is neither valid JSON nor base64-encoded JSON'],
    [
      'srid=open&pubid=demo',
      'GET request cannot determine channel: stored request has no site/app/dooh and params contain no directional signal; add page (site) or bundle/name (app)',
    ],
    [
      'srid=open&page=https://a.example&bundle=b',
      'GET request specifies both site params (page) and app params (bundle/name/domain/storeurl); the stored request must declare the channel',
    ],
    [
      'srid=open&dtype=8&pubid=demo',
      'request.dooh should include at least one of request.dooh.id or request.dooh.venuetype.',
    ],
    ['srid=page&gdpr=2', 'request.regs.gdpr must be either 0 or 1'],
    ['srid=page&gdpr=constructor', 'request.regs.gdpr must be either 0 or 1'],
  ])('refuses ?%s', async (query, sentence) => {
    const res = await get(query);
    expect([res.status, await res.text()]).toEqual([400, `Invalid request: ${sentence}\n`]);
  });
});
