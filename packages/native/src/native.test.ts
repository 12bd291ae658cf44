import { describe, expect, it } from 'vitest';
import { readNativeResponse, trackNative } from './check-native.ts';
import { readNativeRequest } from './native-request.ts';
import { fillAssets, type NativeAd, writeNative } from './write-native.ts';

const asked = {
  ver: '1.2',
  assets: [
    { id: 1, required: 1, title: { len: 20 } },
    { id: 2, required: 1, img: { type: 3, wmin: 300, hmin: 150 } },
    { id: 3, data: { type: 1, len: 10 } },
    { id: 4, video: { mimes: ['video/mp4'], minduration: 5, maxduration: 30, protocols: [3] } },
  ],
  eventtrackers: [
    { event: 1, methods: [1, 2] },
    { event: 2, methods: [1] },
  ],
  privacy: 1,
};
const request = readNativeRequest(JSON.stringify(asked));
if (request === undefined) throw new Error('no request');
const ad: NativeAd = {
  title: 'A house with windows',
  images: [
    { type: 3, url: 'https://cdn.example/s.png', w: 200, h: 100 },
    { type: 3, url: 'https://cdn.example/l.png', w: 1200, h: 600 },
    { type: 3, url: 'https://cdn.example/m.png', w: 600, h: 300 },
    { type: 1, url: 'https://cdn.example/i.png', w: 600, h: 600 },
  ],
  data: [
    { type: 1, value: 'Much too long for it' },
    { type: 1, value: 'Short' },
  ],
  privacyUrl: 'https://shop.example/privacy',
};
const urls = {
  impression: 'https://a.example/e/i',
  click: 'https://a.example/c/c',
  viewable: 'https://a.example/e/v',
};

describe('an ad laid into what a place asks for', () => {
  it('takes the smallest picture that is large enough, a text that is short enough, and reports as asked', () => {
    const assets = fillAssets(ad, request);
    if (assets === undefined) throw new Error('does not fit');
    expect(JSON.parse(writeNative(assets, { ad, request, urls }))).toEqual({
      ver: '1.2',
      assets: [
        { id: 1, required: 1, title: { text: ad.title } },
        { id: 2, required: 1, img: { type: 3, url: 'https://cdn.example/m.png', w: 600, h: 300 } },
        { id: 3, data: { type: 1, value: 'Short' } },
      ],
      link: { url: urls.click },
      eventtrackers: [
        { event: 1, method: 1, url: urls.impression },
        { event: 2, method: 1, url: urls.viewable },
      ],
      privacy: 'https://shop.example/privacy',
    });
  });

  it('counts displays by the older list where nothing newer is asked for, and reports no view that is not collected', () => {
    const old = readNativeRequest(
      JSON.stringify({ native: { ver: '1.1', assets: asked.assets.slice(0, 1) } }),
    );
    if (old === undefined) throw new Error('no request');
    const written = writeNative(fillAssets(ad, old) ?? [], { ad, request: old, urls });
    expect(JSON.parse(written)).toMatchObject({ imptrackers: [urls.impression] });
    const quiet = writeNative([], { ad, request, urls: { ...urls, viewable: '' } });
    expect(JSON.parse(quiet).eventtrackers).toHaveLength(1);
  });

  it('has no ad where a required part is lacking', () => {
    expect(fillAssets({ ...ad, title: 'x'.repeat(21) }, request)).toBeUndefined();
    expect(fillAssets({ ...ad, images: ad.images.slice(0, 1) }, request)).toBeUndefined();
    const needsVideo = { ...request, assets: request.assets.map((each) => ({ ...each, required: true })) };
    expect(fillAssets(ad, needsVideo)).toBeUndefined();
    expect(fillAssets({ ...ad, video: () => '<VAST/>' }, needsVideo)).toHaveLength(4);
  });
});

describe('a native request', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no assets', '{"assets":[]}'],
    [
      'too many assets',
      JSON.stringify({ assets: Array.from({ length: 51 }, (_, id) => ({ id, title: { len: 5 } })) }),
    ],
    ['an asset without a kind', '{"assets":[{"id":1}]}'],
    ['two assets of one id', '{"assets":[{"id":1,"title":{"len":5}},{"id":1,"data":{"type":1}}]}'],
    ['a title of no length', '{"assets":[{"id":1,"title":{}}]}'],
    ['data of no type', '{"assets":[{"id":1,"data":{"len":5}}]}'],
  ])('with %s is none', (_what, text) => {
    expect(readNativeRequest(text)).toBeUndefined();
  });

  it('without ids has them by place', () => {
    const read = readNativeRequest('{"assets":[{"title":{"len":5}},{"required":1,"data":{"type":1}}]}');
    expect(read?.assets).toMatchObject([
      { id: 0, kind: 'title', lengthMax: 5, required: false },
      { id: 1, kind: 'data', type: 1, required: true },
    ]);
  });
});

const theirs = {
  ver: '1.2',
  assets: [
    { id: 1, title: { text: 'Ride' } },
    { id: 2, img: { type: 3, url: 'https://cdn.example/r.png', w: 640, h: 360 } },
  ],
  link: { url: 'https://shop.example/', clicktrackers: ['https://dsp.example/c'] },
  eventtrackers: [{ event: 1, method: 1, url: 'https://dsp.example/i' }],
};
const changed = (change: object): string => JSON.stringify({ ...theirs, ...change });

describe("a bidder's native markup", () => {
  it('that gives what was asked goes out with our reports besides its own', () => {
    const reading = readNativeResponse(JSON.stringify({ native: theirs }), request);
    if (!reading.ok) throw new Error(reading.fault);
    const text = trackNative(reading.response, {
      request,
      urls: { ...urls, clickTracking: 'https://a.example/c/t' },
    });
    expect(JSON.parse(text)).toEqual({
      ...theirs,
      link: {
        url: 'https://shop.example/',
        clicktrackers: ['https://dsp.example/c', 'https://a.example/c/t'],
      },
      eventtrackers: [
        { event: 1, method: 1, url: 'https://dsp.example/i' },
        { event: 1, method: 1, url: urls.impression },
        { event: 2, method: 1, url: urls.viewable },
      ],
    });
  });

  it.each([
    ['native.tooLarge', ' '.repeat(140_000)],
    ['native.malformed', '<a>'],
    ['native.malformed', '{}'],
    ['native.asset', changed({ assets: [{ id: 9, title: { text: 'x' } }] })],
    ['native.asset', changed({ assets: [{ id: 1, title: { text: 'x'.repeat(21) } }] })],
    ['native.asset', changed({ assets: [{ id: 2, img: { url: 'javascript:alert(1)' } }] })],
    [
      'native.asset',
      changed({ assets: [{ id: 2, img: { url: 'https://cdn.example/s.png', w: 100, h: 50 } }] }),
    ],
    ['native.missing', changed({ assets: theirs.assets.slice(0, 1) })],
    ['native.link', changed({ link: { url: 'data:text/html,x' } })],
    ['native.link', changed({ link: { url: 'https://a.example/', clicktrackers: ['file:///etc'] } })],
    ['native.tracker', changed({ imptrackers: ['javascript:1'] })],
    ['native.tracker', changed({ eventtrackers: [{ event: 1, method: 2, url: 'blob:x' }] })],
  ])('is refused with %s', (fault, adm) => {
    expect(readNativeResponse(adm, request)).toEqual({ ok: false, fault });
  });
});
