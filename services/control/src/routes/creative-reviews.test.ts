import type { CreativeReview } from '@jianchat/api-contract';
import { type CreativeRecord, encodeRecord, TOPIC } from '@jianchat/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;
let drawn = 0;
beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores, {
    pictureEveryMs: 200,
    tagEveryMs: 200,
    fetchVast: async (url) => {
      fetched.push(url);
      const text = TAGS[url];
      return text === undefined ? { ok: false, fault: 'tag.unreachable' } : { ok: true, text };
    },
    // The first attempt of all fails, as it may on a busy host.
    takePicture: async ({ html }) =>
      html.includes('no picture') || drawn++ === 0 ? undefined : Buffer.from('PNG'),
  });
  operator = await test.bearer('operator');
});
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const wrapper = (url: string) =>
  `<VAST version="4.2"><Ad><Wrapper><AdSystem>x</AdSystem><Impression/><VASTAdTagURI>${url}</VASTAdTagURI></Wrapper></Ad></VAST>`;
const inline = `<VAST version="4.2"><Ad><InLine><AdSystem>x</AdSystem><AdTitle>t</AdTitle><Impression/><Creatives><Creative><Linear><Duration>00:00:15</Duration><MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1" height="1">https://cdn.example/a.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`;
/** Asked for so far. */
const fetched: string[] = [];
const TAGS: Record<string, string> = {
  'https://sound.example/': wrapper('https://end.example/'),
  'https://end.example/': inline,
  'https://round.example/': wrapper('https://round.example/'),
};

const advertiser = { id: 'careful', name: 'Careful', creativeReview: 'manual' };
const line = { id: 'careful-line', advertiser: 'careful', priceCpmMicros: 1_000_000 };
const creative = {
  id: 'careful-ad',
  lineItem: 'careful-line',
  kind: 'banner',
  w: 300,
  h: 250,
  html: '<b>ad</b>',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
};
const call = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object, as = operator) => {
  const headers = { authorization: as, ...(body && { 'content-type': 'application/json' }) };
  const answer = await test.control.app.inject({
    method,
    url,
    headers,
    ...(body && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, json: answer.json() };
};
const servedCreatives = () =>
  test.snapshots.at(-1)?.lineItems.flatMap(({ creatives }) => creatives.map(({ id }) => id)) ?? [];
const queue = async (query: string) => (await call('GET', `/api/creative-reviews?${query}`)).json;

describe('direct creatives', () => {
  it('of a trusted advertiser run at once, signed by the rule', async () => {
    await test.control.importConfiguration(sampleImport);
    await expect.poll(servedCreatives, { timeout: 40_000 }).not.toEqual([]);
    const { items } = await queue('state=approved');
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ source: 'direct', decidedBy: 'rule:trusted' });
  });

  it('of others wait, run once somebody approves them, and stop when somebody rejects them', async () => {
    await test.control.importConfiguration({
      advertisers: [advertiser],
      lineItems: [line],
      creatives: [creative],
    });
    await expect
      .poll(() => queue('state=pending'), { timeout: 40_000 })
      .toMatchObject({
        items: [{ demand: 'careful', creative: 'careful-ad', w: 300, h: 250, domains: ['shop.example'] }],
        counts: { pending: 1 },
      });
    const [{ hash }] = (await queue('state=pending')).items;
    expect(servedCreatives()).not.toContain('careful-ad');
    const decide = (body: object, as?: string) =>
      call('POST', `/api/creative-reviews/${hash}/decision`, body, as);
    expect((await decide({ decision: 'approved' }, await test.bearer('auditor'))).status).toBe(403);
    expect(await decide({ decision: 'approved' })).toMatchObject({
      status: 200,
      json: { state: 'approved', decidedBy: 'operator', markup: expect.stringContaining('<b>ad</b>') },
    });
    await expect.poll(servedCreatives, { timeout: 40_000 }).toContain('careful-ad');
    expect(await decide({ decision: 'rejected', reason: ' ' })).toMatchObject({
      status: 400,
      json: { faults: [{ path: 'reason', code: 'reason.missing' }] },
    });
    expect((await decide({ decision: 'rejected', reason: 'misleading' })).json.reason).toBe('misleading');
    await expect.poll(servedCreatives, { timeout: 40_000 }).not.toContain('careful-ad');
  });

  it('that change in what they show wait again', async () => {
    await call('PUT', '/api/creatives/careful-ad', { ...creative, html: '<b>another</b>' });
    await expect
      .poll(() => queue('state=pending'), { timeout: 40_000 })
      .toMatchObject({ counts: { pending: 1 } });
  });
});

const checkAgain = () =>
  stores.records.records.db.updateTable('creative_reviews').set({ tag_checked_at: null }).execute();

describe('VAST tags of direct creatives', () => {
  const tag = (id: string) => ({
    id,
    lineItem: 'tag-line',
    kind: 'video',
    durationSec: 15,
    tagUrl: `https://${id}.example/`,
    clickUrl: 'https://shop.example/',
    advertiserDomains: ['shop.example'],
  });

  it('are followed to their ads: those that go round in circles do not run until they are mended', async () => {
    await test.control.importConfiguration({
      advertisers: [{ id: 'trusted', name: 'Trusted' }],
      lineItems: [{ id: 'tag-line', advertiser: 'trusted', priceCpmMicros: 1_000_000 }],
      creatives: ['sound', 'round', 'away'].map(tag),
    });
    const seen = async () =>
      Object.fromEntries(
        (await queue('demand=trusted')).items.map(
          ({ creative, state, decidedBy, tag: found }: CreativeReview) => [
            creative,
            { state, decidedBy, tag: found },
          ],
        ),
      );
    await expect.poll(seen, { timeout: 40_000 }).toMatchObject({
      sound: {
        state: 'approved',
        tag: {
          wrappers: 1,
          hosts: ['sound.example', 'end.example'],
          mimes: ['video/mp4'],
          durationsSec: [15],
          fault: null,
        },
      },
      round: { state: 'rejected', decidedBy: 'rule:tag', tag: { fault: 'tag.circular' } },
      // What can't be reached accuses nobody.
      away: { state: 'approved', tag: { fault: 'tag.unreachable' } },
    });
    await expect
      .poll(servedCreatives, { timeout: 40_000 })
      .toEqual(expect.arrayContaining(['sound', 'away']));
    await expect.poll(servedCreatives, { timeout: 40_000 }).not.toContain('round');
    TAGS['https://round.example/'] = inline;
    await checkAgain();
    await expect.poll(servedCreatives, { timeout: 40_000 }).toContain('round');
  });

  const insecure = () =>
    test.snapshots.at(-1)?.lineItems.find(({ id }) => id === 'tag-line')?.insecureCreatives ?? [];

  it('that lead over plain http make the creative one that pages of https do not get, until they are mended', async () => {
    expect(insecure()).toEqual([]);
    TAGS['https://sound.example/'] = wrapper('http://plain.example/');
    TAGS['http://plain.example/'] = inline;
    await checkAgain();
    await expect.poll(insecure, { timeout: 40_000 }).toEqual(['sound']);
    const { items } = await queue('demand=trusted');
    const { hash } = items.find(({ creative }: CreativeReview) => creative === 'sound');
    expect((await call('GET', `/api/creative-reviews/${hash}`)).json.isSecure).toBe(false);
    TAGS['https://sound.example/'] = inline;
    await checkAgain();
    await expect.poll(insecure, { timeout: 40_000 }).toEqual([]);
  });

  it('are asked for no more once their creative is switched off', async () => {
    await call('PUT', '/api/creatives/away', { ...tag('away'), enabled: false });
    await expect.poll(servedCreatives, { timeout: 40_000 }).not.toContain('away');
    fetched.length = 0;
    await checkAgain();
    await expect.poll(() => fetched, { timeout: 40_000 }).toContain('https://round.example/');
    await expect.poll(() => fetched, { timeout: 40_000 }).toContain('https://sound.example/');
    expect(fetched).not.toContain('https://away.example/');
  });
});

describe("bidders' creatives", () => {
  const hash = 'ab'.repeat(32);
  const record: CreativeRecord = {
    v: 1,
    atMs: Date.UTC(2026, 10, 20),
    hash,
    demand: 'dsp-a',
    creative: 'c-9',
    format: 'banner',
    w: 320,
    h: 50,
    markup: '<b>no picture</b>',
    domains: ['brand.example'],
  };

  it('come from the log, whatever else lies there, and are blocked by the snapshot once rejected', async () => {
    const put = (value: Uint8Array) => stores.log.append(TOPIC.creatives, { key: '', value }, { nowMs: 1 });
    await put(Buffer.from('no record'));
    await put(encodeRecord(record));
    await put(encodeRecord({ ...record, atMs: record.atMs + 1 }));
    await expect
      .poll(() => queue('source=openrtb'), { timeout: 40_000 })
      .toMatchObject({
        items: [
          { hash, state: 'pending', demand: 'dsp-a', lastSeenAt: new Date(record.atMs + 1).toISOString() },
        ],
      });
    await call('POST', `/api/creative-reviews/${hash}/decision`, { decision: 'rejected', reason: 'broken' });
    await expect.poll(() => test.snapshots.at(-1)?.rejectedCreatives, { timeout: 40_000 }).toEqual([hash]);
  });

  describe('under a rule of their bidder', () => {
    const bidder = (creativeReview?: string) => ({
      id: 'dsp-rule',
      endpoint: 'https://dsp.example/bid',
      contract: 'openrtb-contextual',
      settings: { ...(creativeReview && { creativeReview }) },
    });
    const put = (id: string, demand: string, rest: object = {}) =>
      stores.log.append(
        TOPIC.creatives,
        { key: '', value: encodeRecord({ ...record, hash: id.repeat(32), demand, creative: id, ...rest }) },
        { nowMs: 1 },
      );
    const rule = async (creativeReview?: string) =>
      expect((await call('PUT', '/api/bidders/dsp-rule', bidder(creativeReview))).status).toBe(200);
    const states = async (demand = 'dsp-rule') =>
      (await queue(`demand=${demand}`)).items
        .map(({ creative: id, state, decidedBy }: CreativeReview) => `${id} ${state} ${decidedBy}`)
        .sort();
    const within = { timeout: 40_000 };

    it('are approved as they come from whom is trusted, but not what players refuse, and wait when trust ends', async () => {
      await rule();
      await put('a1', 'dsp-rule');
      await expect.poll(() => states(), within).toEqual(['a1 pending null']);
      await rule('trusted');
      await expect.poll(() => states(), within).toEqual(['a1 approved rule:trusted']);
      await put('a2', 'dsp-rule');
      await put('a3', 'dsp-rule', { format: 'video', markup: wrapper('https://10.0.0.1/vast?') });
      await expect
        .poll(() => states(), within)
        .toEqual(['a1 approved rule:trusted', 'a2 approved rule:trusted', 'a3 rejected rule:tag']);
      const reject = { decision: 'rejected', reason: 'misleading' };
      await call('POST', `/api/creative-reviews/${'a1'.repeat(32)}/decision`, reject);
      await expect
        .poll(() => test.snapshots.at(-1)?.rejectedCreatives, within)
        .toEqual(expect.arrayContaining(['a1'.repeat(32)]));
      await rule('after');
      await expect
        .poll(() => states(), within)
        .toEqual(['a1 rejected operator', 'a2 pending null', 'a3 rejected rule:tag']);
    });

    it('wait again where somebody without trust shows the same', async () => {
      await rule('trusted');
      await expect.poll(() => states(), within).toContain('a2 approved rule:trusted');
      await put('a2', 'dsp-other');
      await expect.poll(() => states('dsp-other'), within).toEqual(['a2 pending null']);
    });

    it('stand in the snapshot once a person approved them, as long as a bidder waits for that', async () => {
      const approved = () => test.snapshots.at(-1)?.approvedCreatives;
      await call('POST', `/api/creative-reviews/${'a2'.repeat(32)}/decision`, { decision: 'approved' });
      await rule('trusted');
      await put('a4', 'dsp-rule');
      await expect.poll(() => states(), within).toContain('a4 approved rule:trusted');
      expect(approved()).toEqual([]);
      await rule('before');
      await expect.poll(approved, within).toEqual(['a2'.repeat(32)]);
    });

    it('are refused under a rule that nobody knows', async () => {
      expect(await call('PUT', '/api/bidders/dsp-rule', bidder('never'))).toMatchObject({
        status: 400,
        json: { faults: [{ path: 'settings.creativeReview' }] },
      });
    });
  });

  it('that hold what no store takes do not stop the line', async () => {
    const odd = { ...record, hash: 'cd'.repeat(32), demand: 'dsp-odd', domains: ['brand\0.example'] };
    await stores.log.append(TOPIC.creatives, { key: '', value: encodeRecord(odd) }, { nowMs: 1 });
    await expect
      .poll(() => queue('demand=dsp-odd'), { timeout: 40_000 })
      .toMatchObject({ items: [{ domains: ['brand.example'] }] });
  });

  it('of video are read for where they lead, and nobody is asked: asking would be an ad request', async () => {
    fetched.length = 0;
    const film = (id: string, url: string): CreativeRecord => ({
      ...record,
      hash: id.repeat(32),
      demand: 'dsp-film',
      creative: id,
      format: 'video',
      markup: wrapper(url),
    });
    for (const one of [film('e1', 'https://dsp.example/vast?'), film('e2', 'https://192.168.0.1/vast?')])
      await stores.log.append(TOPIC.creatives, { key: '', value: encodeRecord(one) }, { nowMs: 1 });
    await expect
      .poll(async () => (await queue('demand=dsp-film')).items, { timeout: 40_000 })
      .toMatchObject([
        { creative: 'e1', state: 'pending', tag: { wrappers: 1, hosts: ['dsp.example'], fault: null } },
        { creative: 'e2', state: 'rejected', decidedBy: 'rule:tag', reason: 'tag.forbidden' },
      ]);
    await expect
      .poll(() => test.snapshots.at(-1)?.rejectedCreatives, { timeout: 40_000 })
      .toContain('e2'.repeat(32));
    expect(fetched.filter((url) => url.includes('dsp.example') || url.includes('192.168'))).toEqual([]);
  });

  it('get a picture where one can be drawn', async () => {
    await expect
      .poll(async () => (await queue('')).items.map((one: { pictureState: string }) => one.pictureState), {
        timeout: 20_000,
      })
      .not.toContain('waiting');
    const { json } = await call('GET', `/api/creative-reviews/${hash}`);
    expect(json).toMatchObject({ picture: null, pictureState: 'none' });
    const banner = (await queue('format=banner&source=direct')).items[0];
    expect((await call('GET', `/api/creative-reviews/${banner.hash}`)).json.picture).toBe(
      'data:image/png;base64,UE5H',
    );
  });

  it('nobody knows are unknown', async () => {
    expect((await call('GET', `/api/creative-reviews/${'0'.repeat(64)}`)).status).toBe(404);
    const decision = { decision: 'approved' };
    expect((await call('POST', '/api/creative-reviews/x/decision', decision)).status).toBe(404);
  });
});
