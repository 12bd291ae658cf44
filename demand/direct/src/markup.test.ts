import { type AdUrls, type ImpView, viewImp } from '@jianchat/auction';
import type { Imp } from '@jianchat/openrtb';
import { CreativeInput } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { type BannerCreative, compileBanner } from './banner.ts';
import { readyCreative } from './ready-creative.ts';

const urls: AdUrls = {
  display: 'display-1',
  impression: 'https://ads.example/e/iTOKEN?a=1&b="2"',
  win: 'https://ads.example/e/wTOKEN',
  click: 'https://ads.example/c/cTOKEN?x=1&y=<2>',
  report: (kind) => (kind === 'viewable' ? '' : `https://ads.example/e/${kind}`),
};
const common = {
  id: 'v-1',
  lineItem: 'l-1',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
};
const banner = (change: object = {}): BannerCreative => {
  const html = '<a href="{{click}}">$& one</a><a href="{{click}}">two</a>';
  return CreativeInput.parse({
    ...common,
    kind: 'banner',
    w: 300,
    h: 250,
    html,
    ...change,
  }) as BannerCreative;
};
const place = (imp: Partial<Imp>, screen?: object): ImpView =>
  viewImp(
    { id: '1', ...imp },
    { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD', screen },
  );
const fitOf = (creative: object, imp: ImpView) =>
  readyCreative(CreativeInput.parse({ ...common, ...creative })).fit(imp);
const rendered = (creative: object, imp: ImpView): string => {
  const fit = fitOf(creative, imp);
  if (!fit.ok) throw new Error(`refused with ${fit.reason}`);
  return fit.render(urls);
};

describe('a banner', () => {
  it('K2: gets the click redirect at every mark and the pixel last, escaped', () => {
    const click = 'https://ads.example/c/cTOKEN?x=1&amp;y=&lt;2&gt;';
    expect(compileBanner(banner())(urls)).toBe(
      `<a href="${click}">$& one</a><a href="${click}">two</a>` +
        '<img src="https://ads.example/e/iTOKEN?a=1&amp;b=&quot;2&quot;" width="1" height="1" alt="" style="position:absolute;border:0">',
    );
  });

  it('without a mark is a link as a whole', () => {
    const html = compileBanner(banner({ html: '<b>ad</b>' }))(urls);
    expect(html).toContain('target="_blank" rel="noopener"><b>ad</b></a><img ');
  });

  it('of a third party gets the click redirect as a parameter of its tag', () => {
    const tag = '<script src="https://third.example/t?c={{clickEncoded}}&r={{cachebuster}}"></script>';
    const html = compileBanner(banner({ html: tag }))(urls);
    expect(html).toContain(`t?c=${encodeURIComponent(urls.click)}&r=`);
    expect(html).not.toContain('{{');
  });

  it('K2: that is a picture becomes one, its texts escaped', () => {
    const image = { url: 'https://cdn.example/a.png?x="1"', alt: 'A <b>' };
    const html = compileBanner(banner({ html: undefined, image }))(urls);
    expect(html).toContain(
      '<img src="https://cdn.example/a.png?x=&quot;1&quot;" width="300" height="250" alt="A &lt;b&gt;"',
    );
  });

  it('of several sizes takes the one the place has, and one of a ratio takes its ratio', () => {
    const several = { kind: 'banner', w: 300, h: 250, sizes: [{ w: 320, h: 50 }], html: 'x' };
    const strip = place({ banner: { format: [{ w: 320, h: 50 }] } });
    expect(fitOf(several, strip)).toMatchObject({ ok: true, bid: { w: 320, h: 50 } });
    const ratio = place({ banner: { format: [{ wratio: 6, hratio: 5, wmin: 200 }] } });
    expect(fitOf(several, ratio)).toMatchObject({ ok: true, bid: { w: 300, h: 250 } });
    const wide = place({ banner: { format: [{ wratio: 16, hratio: 9 }] } });
    expect(fitOf(several, wide)).toEqual({ ok: false, reason: 351 });
    expect(fitOf({ ...several, fluid: true }, wide)).toMatchObject({
      ok: true,
      bid: { wratio: 16, hratio: 9 },
    });
  });

  it('fills a screen it is neither too small nor too large for', () => {
    const screen = {
      w: 400,
      h: 800,
      ext: { prebid: { interstitial: { minwidthperc: 50, minheightperc: 40 } } },
    };
    const whole = place({ instl: 1, banner: { format: [{ w: 1, h: 1 }] } }, screen);
    expect(whole.room).toEqual({ wMin: 200, hMin: 320, wMax: 400, hMax: 800 });
    const of = (w: number, h: number) => fitOf({ kind: 'banner', w, h, html: 'x' }, whole).ok;
    expect([of(320, 480), of(200, 320), of(300, 250), of(414, 736)]).toEqual([true, true, false, false]);
  });
});

const files = [
  { url: 'https://cdn.example/a.mp4', mime: 'video/mp4', w: 640, h: 360, bitrateKbps: 800 },
  { url: 'https://cdn.example/b.webm', mime: 'video/webm', w: 640, h: 360 },
];
const video = { kind: 'video', name: 'A & B', durationSec: 15, files };

describe('a video', () => {
  it('K2: reports what is collected, with its texts escaped', () => {
    const text = rendered(
      { ...video, skipAfterSec: 5 },
      place({ video: { mimes: ['video/mp4'], protocols: [13] } }),
    );
    expect(text).toContain('<AdTitle>A &amp; B</AdTitle>');
    expect(text).toContain('<Linear skipoffset="00:00:05">');
    expect(text).toContain(
      '<Tracking event="firstQuartile"><![CDATA[https://ads.example/e/firstQuartile]]></Tracking>',
    );
    expect(text).toContain('<Error><![CDATA[https://ads.example/e/error]]></Error>');
    expect(text).not.toContain('<Viewable>');
    expect(text).not.toContain('b.webm');
  });

  it('of a third party is led to by a wrapper, in a version whose wrappers the player takes', () => {
    const tag = {
      kind: 'video',
      durationSec: 15,
      tagUrl: 'https://third.example/vast?a=1&b=2',
      followTags: false,
    };
    const text = rendered(tag, place({ video: { protocols: [6, 14] } }));
    expect(text).toContain('<Wrapper followAdditionalWrappers="false">');
    expect(text).toContain('<![CDATA[https://third.example/vast?a=1&b=2]]>');
    expect(fitOf(tag, place({ video: { protocols: [3, 7] } }))).toEqual({ ok: false, reason: 353 });
  });

  it('has one of the lengths that are required, and a bitrate within bounds', () => {
    expect(fitOf(video, place({ video: { rqddurs: [15, 30] } })).ok).toBe(true);
    expect(fitOf(video, place({ video: { rqddurs: [6, 30] } }))).toEqual({ ok: false, reason: 350 });
    const slow = place({ video: { mimes: ['video/mp4'], maxbitrate: 500 } });
    expect(fitOf(video, slow)).toEqual({ ok: false, reason: 353 });
  });

  it('has files or a tag, not both and not neither', () => {
    for (const change of [{ tagUrl: 'https://third.example/' }, { files: [] }])
      expect(CreativeInput.safeParse({ ...common, ...video, ...change }).success).toBe(false);
  });
});

it('a sound is VAST with files that have no size', () => {
  const sound = {
    kind: 'audio',
    durationSec: 20,
    files: [{ url: 'https://cdn.example/a.mp3', mime: 'audio/mpeg' }],
  };
  const text = rendered(sound, place({ audio: { mimes: ['audio/mpeg'] } }));
  expect(text).toContain('type="audio/mpeg" width="0" height="0"');
  expect(fitOf(sound, place({ video: {} }))).toEqual({ ok: false, reason: 353 });
});

it('a native ad lies in the assets asked for and clicks through the redirect', () => {
  const request = JSON.stringify({
    assets: [
      { id: 1, required: 1, title: { len: 25 } },
      { id: 2, video: { mimes: ['video/mp4'], minduration: 1, maxduration: 30, protocols: [3] } },
    ],
    eventtrackers: [{ event: 1, methods: [1] }],
  });
  const ad = { kind: 'native', title: 'Windows', video: { durationSec: 6, files } };
  const answer = JSON.parse(rendered(ad, place({ native: { request } })));
  expect(answer).toMatchObject({
    link: { url: urls.click },
    eventtrackers: [{ event: 1, url: urls.impression }],
  });
  expect(answer.assets[1].video.vasttag).toContain('<VAST version="3.0">');
  expect(fitOf(ad, place({ native: { request: '{}' } }))).toEqual({ ok: false, reason: 353 });
  expect(fitOf({ ...ad, title: 'x'.repeat(30) }, place({ native: { request } }))).toEqual({
    ok: false,
    reason: 350,
  });
});
