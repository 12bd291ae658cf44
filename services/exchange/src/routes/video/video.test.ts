import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../../testing/mock-bidder.ts';

let rig: ExchangeRig;
let bidder: MockBidder;
let inventory: { accounts: object[]; bidders: object[]; placements: object[]; storedRequests: object };
beforeAll(async () => {
  inventory = JSON.parse(
    await readFile(new URL('../../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  bidder = await startMockBidder();
  Object.assign(inventory.bidders[0] ?? {}, { endpoint: bidder.endpoint });
  inventory.placements.push({
    id: 'pod',
    media: 'demo-site',
    imp: { video: { mimes: ['video/mp4'], w: 640, h: 360 }, ext: { prebid: { bidder: { 'dsp-a': {} } } } },
  });
  inventory.storedRequests = {
    show: { site: { id: 's', page: 'https://news.example/show', publisher: { id: 'demo' } }, video },
  };
  rig = await startExchangeRig({ snapshot: snapshotOf(inventory) });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});

const video = { mimes: ['video/mp4'], protocols: [2, 3], w: 640, h: 360 };
const vast = (id: string) =>
  `<VAST version="3.0"><Ad id="${id}"><InLine><AdSystem>a</AdSystem><AdTitle>t</AdTitle><Impression>https://dsp.example/i</Impression><Creatives><Creative><Linear><Duration>00:00:15</Duration><MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="640" height="360">https://cdn.example/${id}.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`;
const bidFor = (impid: string, price: number) => ({
  id: `b${impid}`,
  impid,
  price,
  adm: vast(impid),
  crid: `c${impid}`,
  dur: 15,
  adomain: ['brand.example'],
});
const bids = (...list: object[]) =>
  bidder.behave({
    status: 200,
    delayMs: 0,
    text: JSON.stringify({ id: 'x', cur: 'USD', seatbid: [{ bid: list }] }),
  });
beforeEach(() => bids());

const site = { id: 's', page: 'https://news.example/show', publisher: { id: 'demo' } };
const podconfig = { durationrangesec: [15, 30], pods: [{ podid: 1, adpoddurationsec: 60, configid: 'pod' }] };
const ask = (body: unknown, query = '') =>
  fetch(`${rig.url}/openrtb2/video${query}`, {
    method: 'POST',
    headers: { origin: 'https://news.example' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
interface Answer {
  adPods: { podid: number; targeting?: Record<string, string>[]; errors?: string[] }[];
  ext?: object;
}
const pods = async (answer: Response): Promise<Answer['adPods']> => {
  expect(answer.status).toBe(200);
  return ((await answer.json()) as Answer).adPods;
};
const askedImps = () =>
  (JSON.parse(bidder.received[0] ?? '{"imp":[]}').imp as { id: string; video: Record<string, number> }[]).map(
    ({ id, video: { minduration, maxduration } }) => [id, minduration, maxduration],
  );

describe('POST /openrtb2/video', () => {
  it('knows a television by its encoded name, and takes no media type that says nothing', async () => {
    await fetch(`${rig.url}/openrtb2/video?debug=true`, {
      method: 'POST',
      headers: { 'user-agent': 'TV%2F1+%28big%29' },
      body: JSON.stringify({ podconfig, site, video: { ...video, mimes: ['', 'video/mp4'] } }),
    });
    expect(JSON.parse(bidder.received[0] ?? '{}')).toMatchObject({
      test: 1,
      device: { ua: 'TV/1 (big)' },
      imp: expect.arrayContaining([
        expect.objectContaining({ video: expect.objectContaining({ mimes: ['video/mp4'] }) }),
      ]),
    });
    // One that is too long to be told costs nobody the request.
    const long = await fetch(`${rig.url}/openrtb2/video`, {
      method: 'POST',
      headers: { 'user-agent': `TV%2F${'1'.repeat(3_000)}` },
      body: JSON.stringify({ podconfig, site, video }),
    });
    expect(long.status).toBe(200);
  });

  it('asks for as many ads as fit, and names each pod’s by price and length, cached', async () => {
    bids(bidFor('1_0', 5), bidFor('1_1', 3), bidFor('2_0', 4));
    const two = {
      ...podconfig,
      pods: [...podconfig.pods, { podid: 2, adpoddurationsec: 30, configid: 'pod' }],
    };
    const answer = await ask({ podconfig: two, site, video });
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const found = await pods(answer);
    expect(askedImps().map(([id, , max]) => [id, max])).toEqual([
      ['1_0', 30],
      ['1_1', 30],
      ['1_2', 30],
      ['1_3', 30],
      ['2_0', 30],
      ['2_1', 30],
    ]);
    const own = found.map(({ podid, targeting = [] }) => ({
      podid,
      targeting: targeting.filter(({ hb_pb_cat_dur }) => hb_pb_cat_dur !== undefined),
    }));
    const first = own.find(({ podid }) => podid === 1)?.targeting ?? [];
    expect(first.map(({ hb_pb, hb_pb_cat_dur }) => [hb_pb, hb_pb_cat_dur])).toEqual(
      expect.arrayContaining([
        ['5.00', '5.00_15s'],
        ['3.00', '3.00_15s'],
      ]),
    );
    const [ad] = first.filter(({ hb_pb }) => hb_pb === '5.00');
    const cached = await fetch(`${rig.url}/cache?uuid=${ad?.['hb_pb_cat_dur']}_${ad?.['hb_cache_id']}`);
    expect([cached.status, cached.headers.get('content-type')]).toEqual([200, 'application/xml']);
    const text = await cached.text();
    expect(text).toContain('https://cdn.example/1_0.mp4');
    // The impression that charges is in it.
    expect(text).toContain('https://ads.example/e/i');
    const ids = own.flatMap(({ targeting }) => targeting.map(({ hb_cache_id }) => hb_cache_id));
    expect(new Set(ids).size).toBe(1);
  });

  it('gives every exact length its share of a pod, and at least one ad', async () => {
    const exact = { durationrangesec: [15, 30, 60], requireexactduration: true };
    await pods(await ask({ podconfig: { ...podconfig, ...exact }, site, video }));
    expect(askedImps()).toEqual([
      ['1_0', 15, 15],
      ['1_1', 30, 30],
      ['1_2', 60, 60],
      ['1_3', 60, 60],
    ]);
    await pods(
      await ask({
        podconfig: { ...exact, pods: [{ podid: 7, adpoddurationsec: 15, configid: 'pod' }] },
        site,
        video,
      }),
    );
    expect(bidder.received.length).toBe(2);
    expect(JSON.parse(bidder.received[1] ?? '{}').imp).toHaveLength(3);
  });

  it('lays the request over a stored one, and takes the simplified form of consent', async () => {
    bids(bidFor('1_0', 5));
    const user = {
      gdpr: { consentrequired: true, consentstring: 'nonsense' },
      buyeruids: { 'dsp-a': 'UID-OF-A' },
    };
    const found = await pods(
      await ask({ storedrequestid: 'show', podconfig, user, content: { title: 'Show' } }),
    );
    expect(found[0]?.podid).toBe(1);
    const asked = JSON.parse(bidder.received[0] ?? '{}');
    expect(asked.site.content.title).toBe('Show');
    expect(asked.regs.gdpr).toBe(1);
    expect(bidder.received[0]).not.toContain('UID-OF-A');
  });

  it('tells what is wrong with one pod and serves the others; debugs for who asks', async () => {
    bids(bidFor('1_0', 5));
    const some = [
      ...podconfig.pods,
      { podid: 1 },
      { podid: 3, adpoddurationsec: 30, configid: 'unheard-of' },
    ];
    const answer = await ask({ podconfig: { ...podconfig, pods: some }, site, video }, '?debug=true');
    const { adPods, ext } = (await answer.json()) as Answer;
    expect(adPods.slice(1)).toEqual([
      {
        podid: 1,
        errors: [
          'request duplicated required field: PodConfig.Pods.PodId, Pod id: 1',
          'request missing or incorrect required field: PodConfig.Pods.AdPodDurationSec, Pod index: 1',
          'request missing or incorrect required field: PodConfig.Pods.ConfigId, Pod index: 1',
        ],
      },
      { podid: 3, errors: ['unable to load configid, Pod id: 3'] },
    ]);
    expect(ext).toHaveProperty('debug');
  });

  it('says which pods’ ads found no place in the cache', async () => {
    const full = await startExchangeRig({ snapshot: snapshotOf(inventory), creatives: { itemsMax: 0 } });
    bids(bidFor('1_0', 5));
    const answer = await fetch(`${full.url}/openrtb2/video`, {
      method: 'POST',
      body: JSON.stringify({ podconfig, site, video }),
    });
    expect(await pods(answer)).toEqual([
      { podid: 1, targeting: [], errors: ['some of its ads could not be cached'] },
    ]);
    await full.close();
  });

  it.each([
    ['{', 'the body is not valid JSON'],
    [[], 'the body is not a JSON object'],
    [{ storedrequestid: 'unheard-of' }, 'Stored Request with ID="unheard-of" not found.'],
    [{ storedrequestid: { toString: 1, valueOf: 1 } }, 'request.storedrequestid must be a string'],
    [{ podconfig, video }, 'request missing required field: site or app'],
    [{ podconfig, video, site, app: {} }, 'request.site or request.app must be defined, but not both'],
    [{ podconfig, video, site: {} }, 'request.site missing required field: id or page'],
    [{ podconfig, video, app: {} }, 'request.app missing required field: id or bundle'],
    [{ podconfig, site }, 'request missing required field: Video'],
    [
      { podconfig, site, video: { mimes: [''], protocols: [2] } },
      'request missing required field: Video.Mimes, mime types contains empty strings only',
    ],
    [{ podconfig, site, video: { mimes: ['video/mp4'] } }, 'request missing required field: Video.Protocols'],
    [
      { podconfig: { durationrangesec: [0] }, video: { mimes: [] } },
      [
        'duration array cannot contain negative or zero values',
        'request missing required field: PodConfig.Pods',
        'request missing required field: site or app',
        'request missing required field: Video.Mimes',
        'request missing required field: Video.Protocols',
      ].join('\nInvalid request: '),
    ],
    [
      { site, video, podconfig: { ...podconfig, durationrangesec: [] } },
      'request missing required field: PodConfig.DurationRangeSec',
    ],
    [
      {
        site,
        video,
        podconfig: { ...podconfig, pods: [{ podid: 2, adpoddurationsec: -1, configid: 'pod' }] },
      },
      'all pods are incorrect: request incorrect required field: PodConfig.Pods.AdPodDurationSec is negative, Pod index: 0',
    ],
    [
      { site, video, podconfig: { durationrangesec: [15] } },
      'request missing required field: PodConfig.Pods',
    ],
    [
      {
        site,
        video,
        podconfig: { durationrangesec: [15], pods: [{ podid: 2, adpoddurationsec: 30, configid: 'x' }] },
      },
      'all pods are incorrect: unable to load configid, Pod id: 2',
    ],
    [
      {
        site,
        video,
        podconfig: { durationrangesec: [1], pods: [{ podid: 2, adpoddurationsec: 86_400, configid: 'pod' }] },
      },
      'request.imp must contain at most 100 elements.',
    ],
    [
      { site: { ...site, publisher: { id: 'CANARY' } }, video, podconfig },
      'Prebid-server could not verify the Account ID. Please reach out to the prebid server host.',
    ],
  ])('K2: refuses %.70j', async (body, message) => {
    const answer = await ask(body);
    expect([answer.status, await answer.text()]).toEqual([400, `Invalid request: ${message}\n`]);
  });
});
