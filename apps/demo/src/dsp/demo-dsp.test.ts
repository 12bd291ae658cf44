import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { demoImport } from '../demo-import.ts';
import type { DspBid } from './bid.ts';
import type { DspStats } from './counters.ts';
import { createDemoDsp } from './demo-dsp.ts';
import { startDemoDsps } from './start.ts';
import type { DemoDspId } from './strategy.ts';

const publicUrl = 'http://127.0.0.1:8080';
const { storedImps } = demoImport({ dspA: 'http://a.invalid', dspB: 'http://b.invalid', publicUrl });
const bannerImp = { ...storedImps['demo-banner'], id: 'banner' };
const videoImp = { ...storedImps['demo-video'], id: 'video' };
const nativeImp = { ...storedImps['demo-native'], id: 'native' };
const site = { id: 'demo-site', keywords: 'city,walking', page: 'http://localhost/demo' };
const eids = [{ source: 'demo.example', uids: [{ id: 'made-up', atype: 1 }] }];

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function dsp(id: DemoDspId, options: { random?: () => number } = {}) {
  const waits: number[] = [];
  let origin = '';
  const handle = createDemoDsp({
    id,
    random: options.random ?? (() => 0.5),
    now: () => 1_795_000_000_000,
    publicUrl: () => publicUrl,
    selfUrl: () => origin,
    sleep: async (ms) => void waits.push(ms),
  });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    waits,
    ask: (body: unknown) => fetch(`${origin}/bid`, { method: 'POST', body: JSON.stringify(body) }),
    get: (path: string) => fetch(origin + path),
    raw: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(`${origin}/bid`, { method: 'POST', body, headers }),
    stats: async () => (await (await fetch(`${origin}/stats`)).json()) as DspStats,
    origin,
  };
}

async function bidsOf(answer: Response): Promise<DspBid[]> {
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { cur: string; seatbid: { seat: string; bid: DspBid[] }[] };
  expect(body.cur).toBe('USD');
  return body.seatbid.flatMap((seat) => seat.bid);
}

async function onlyBid(answer: Response): Promise<DspBid> {
  const [bid, ...others] = await bidsOf(answer);
  expect(others).toEqual([]);
  if (!bid) throw new Error('no bid');
  return bid;
}

describe('a demo bidder', () => {
  it('bids on the banner size it values most, with everything a bid needs', async () => {
    const a = await dsp('demo-dsp-a');
    const bid = await onlyBid(await a.ask({ id: 'r1', imp: [bannerImp], site }));
    expect(bid).toMatchObject({
      impid: 'banner',
      w: 300,
      h: 250,
      mtype: 1,
      adomain: ['demo-tea.example'],
      cat: ['IAB8'],
    });
    expect(bid.adm).toContain(`href="${publicUrl}/demo/landing?by=demo-dsp-a"`);
    expect(bid.adm).not.toMatch(/https?:\/\/(?!127\.0\.0\.1:8080)/);
    expect(bid.burl).toBe(`${a.origin}/bill?bid=${bid.id}&price=\${AUCTION_PRICE}`);
    const small = await onlyBid(
      await a.ask({ id: 'r2', imp: [{ ...bannerImp, banner: { w: 320, h: 50 } }], site }),
    );
    expect(small).toMatchObject({ w: 320, h: 50 });
    expect(small.price).toBeLessThan(bid.price);
  });

  it.each(['demo-dsp-a', 'demo-dsp-b'] as const)(
    '%s pays more when it may recognise the person',
    async (id) => {
      const bidder = await dsp(id);
      const priceWith = async (more: object) =>
        (await onlyBid(await bidder.ask({ id: 'r', imp: [bannerImp], site, ...more }))).price;
      const without = await priceWith({});
      expect(await priceWith({ user: { eids } })).toBeGreaterThan(without * 1.5);
      expect(await priceWith({ user: { buyeruid: 'made-up' } })).toBeGreaterThan(without * 1.5);
      expect(await priceWith({ device: { ifa: 'made-up' } })).toBeGreaterThan(without * 1.5);
      expect(await priceWith({ user: { eids: [{ source: 'x', uids: [] }], buyeruid: '' } })).toBe(without);
      expect((await bidder.stats()).requestsWithIdentity).toBe(3);
    },
  );

  it('moves around the direct campaign: below 1.80 without identity, above with it', async () => {
    for (const luck of [0.1, 0.5, 0.999]) {
      const [a, b] = [
        await dsp('demo-dsp-a', { random: () => luck }),
        await dsp('demo-dsp-b', { random: () => luck }),
      ];
      const full = { site: { keywords: 'city,walking,culture' }, device: { geo: { country: 'DEU' } } };
      for (const [bidder, imp] of [
        [a, bannerImp],
        [b, videoImp],
      ] as const) {
        expect((await onlyBid(await bidder.ask({ id: 'r', imp: [imp], ...full }))).price).toBeLessThan(1.8);
        expect(
          (await onlyBid(await bidder.ask({ id: 'r', imp: [imp], user: { eids } }))).price,
        ).toBeGreaterThan(1.8);
      }
    }
  });

  it('answers video with a VAST 4.2 ad that names its file and its trackers; dsp-a has no video', async () => {
    const b = await dsp('demo-dsp-b');
    const bid = await onlyBid(await b.ask({ id: 'r', imp: [videoImp] }));
    expect(bid).toMatchObject({ mtype: 2, dur: 6, w: 640, h: 360 });
    expect(bid.adm).toContain('<VAST version="4.2"');
    expect(bid.adm).toContain(`>${publicUrl}/demo/spot-ride.webm</MediaFile>`);
    expect(bid.adm).toContain(
      `<Tracking event="start">${b.origin}/event?bid=${bid.id}&amp;e=start</Tracking>`,
    );
    const a = await dsp('demo-dsp-a');
    expect((await a.ask({ id: 'r', imp: [videoImp] })).status).toBe(204);
    const tooShort = { ...videoImp, video: { ...videoImp.video, maxduration: 5 } };
    expect((await b.ask({ id: 'r', imp: [tooShort] })).status).toBe(204);
  });

  it('answers a native request with the assets it asked for', async () => {
    const b = await dsp('demo-dsp-b');
    const bid = await onlyBid(await b.ask({ id: 'r', imp: [nativeImp] }));
    expect(bid.mtype).toBe(4);
    const native = JSON.parse(bid.adm) as { assets: { id: number }[]; link: { url: string } };
    expect(native.assets.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    const needsLogo = {
      native: { request: JSON.stringify({ assets: [{ id: 1, required: 1, img: { type: 1 } }] }) },
    };
    expect((await b.ask({ id: 'r', imp: [{ id: 'n', ...needsLogo }] })).status).toBe(204);
    expect((await b.ask({ id: 'r', imp: [{ id: 'n', native: { request: '{' } }] })).status).toBe(204);
  });

  it('does not bid below the floor, in another currency, or where it is blocked', async () => {
    const a = await dsp('demo-dsp-a');
    const refusals = [
      { imp: [{ ...bannerImp, bidfloor: 50 }] },
      { imp: [{ ...bannerImp, bidfloorcur: 'EUR' }] },
      { imp: [bannerImp], cur: ['EUR'] },
      { imp: [bannerImp], badv: ['demo-tea.example'] },
      { imp: [bannerImp], bcat: ['IAB8'] },
      { imp: [{ id: 'odd', banner: { w: 999, h: 1 } }] },
      { imp: [{ id: 'empty' }] },
    ];
    for (const refusal of refusals) expect((await a.ask({ id: 'r', ...refusal })).status).toBe(204);
    expect(await a.stats()).toMatchObject({ requests: refusals.length, noBids: refusals.length, bids: 0 });
  });

  it('is not always interested, and now and then answers later than asked', async () => {
    const uninterested = await dsp('demo-dsp-a', { random: () => 0.03 });
    expect((await uninterested.ask({ id: 'r', imp: [bannerImp] })).status).toBe(204);
    const late = await dsp('demo-dsp-a', { random: () => 0.01 });
    await late.ask({ id: 'r', imp: [bannerImp], tmax: 300 });
    await late.ask({ id: 'r', imp: [bannerImp], tmax: 1e9 });
    expect(late.waits).toEqual([450, 3000]);
    expect((await late.stats()).slowAnswers).toBe(2);
  });

  it('counts wins and billing once per bid, and what it spent', async () => {
    const a = await dsp('demo-dsp-a');
    const bid = await onlyBid(await a.ask({ id: 'r', imp: [bannerImp] }));
    for (const _ of [1, 2]) {
      for (const kind of ['win', 'bill']) await a.get(`/${kind}?bid=${bid.id}&price=1.25`);
    }
    await a.get('/bill?bid=never-made&price=9');
    await a.get(`/event?bid=${bid.id}&e=impression`);
    await a.get(`/event?bid=${bid.id}&e=__proto__`);
    expect(await a.stats()).toMatchObject({
      wins: 1,
      billed: 1,
      spentMicros: 1250,
      repeatedNotices: 2,
      unknownNotices: 2,
      events: { impression: 1 },
    });
    const unfilled = await onlyBid(await a.ask({ id: 'r', imp: [bannerImp] }));
    await a.get(unfilled.burl.slice(a.origin.length));
    expect((await a.stats()).spentMicros).toBe(1250 + Math.round(unfilled.price * 1000));
  });
});

describe('a demo bidder facing the unexpected', () => {
  it('refuses what is no bid request', async () => {
    const a = await dsp('demo-dsp-a');
    const bad = [
      '',
      'null',
      '[]',
      '"x"',
      '{',
      '{"id":"r"}',
      '{"id":"r","imp":[]}',
      '{"id":7,"imp":[{"id":"1"}]}',
      '{"id":"r","imp":[null]}',
    ];
    for (const body of bad) expect((await a.raw(body)).status, body).toBe(400);
    expect((await a.raw('{"id":"r","imp":[{"id":"1"}]}', { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await a.raw(' '.repeat(300_000))).status).toBe(413);
    expect((await a.stats()).malformed).toBe(bad.length + 2);
    expect((await a.get('/bid')).status).toBe(405);
    expect((await a.get('/elsewhere')).status).toBe(404);
    expect((await a.get('//')).status).toBe(404);
  });

  it('takes gzip, but not a body that unpacks to more than the limit', async () => {
    const a = await dsp('demo-dsp-a');
    const packed = (body: string) => a.raw(new Uint8Array(gzipSync(body)), { 'content-encoding': 'gzip' });
    expect((await packed(JSON.stringify({ id: 'r', imp: [bannerImp] }))).status).toBe(200);
    expect((await packed(' '.repeat(5_000_000))).status).toBe(400);
  });

  it('survives a sender that breaks off', async () => {
    const a = await dsp('demo-dsp-a');
    await new Promise((resolve) => {
      const half = httpRequest(`${a.origin}/bid`, { method: 'POST', headers: { 'content-length': 1000 } });
      half.on('error', resolve).on('close', resolve);
      half.write('{"id":', () => half.destroy());
    });
    expect((await a.ask({ id: 'r', imp: [bannerImp] })).status).toBe(200);
  });

  it('answers any JSON with 200, 204 or 400', async () => {
    const b = await dsp('demo-dsp-b');
    const imp = fc.record(
      {
        id: fc.string(),
        banner: fc.jsonValue(),
        video: fc.jsonValue(),
        native: fc.jsonValue(),
        bidfloor: fc.jsonValue(),
      },
      { requiredKeys: ['id'] },
    );
    const request = fc.record(
      {
        id: fc.string(),
        imp: fc.array(fc.oneof(imp, fc.jsonValue())),
        user: fc.jsonValue(),
        site: fc.jsonValue(),
        cur: fc.jsonValue(),
        tmax: fc.jsonValue(),
      },
      { requiredKeys: ['id', 'imp'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.jsonValue()), async (body) => {
        expect([200, 204, 400]).toContain((await b.ask(body)).status);
      }),
      { numRuns: 150 },
    );
  });
});

describe('startDemoDsps', () => {
  it('listens on loopback and closes', async () => {
    const started = await startDemoDsps({ publicUrl: () => publicUrl, random: () => 0.5 });
    for (const endpoint of Object.values(started.endpoints)) {
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/bid$/);
      const bid = await onlyBid(
        await fetch(endpoint, { method: 'POST', body: JSON.stringify({ id: 'r', imp: [bannerImp] }) }),
      );
      expect(bid.nurl.startsWith(endpoint.replace(/bid$/, 'win'))).toBe(true);
    }
    await started.close();
    await expect(fetch(started.endpoints['demo-dsp-a'])).rejects.toThrow();
  });
});
