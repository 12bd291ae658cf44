import { describe, expect, it } from 'vitest';
import { type BannerCreative, compileBanner } from './banner.ts';
import { compileVast, type VideoCreative } from './vast.ts';

const urls = {
  impression: 'https://ads.example/e/iTOKEN?a=1&b="2"',
  win: 'https://ads.example/e/wTOKEN',
  click: 'https://ads.example/c/cTOKEN?x=1&y=<2>',
};
const banner: BannerCreative = {
  id: 'c-1',
  lineItem: 'l-1',
  kind: 'banner',
  w: 300,
  h: 250,
  html: '<a href="{{click}}">$& one</a><a href="{{click}}">two</a>',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
  enabled: true,
};
const video: VideoCreative = {
  id: 'v<1>',
  lineItem: 'l-1',
  kind: 'video',
  name: 'A & B "spot"',
  durationSec: 3725,
  files: [
    { url: 'https://cdn.example/a.mp4?q=]]>', mime: 'video/mp4', w: 640, h: 360, bitrateKbps: 800 },
    { url: 'https://cdn.example/a.webm', mime: 'video/webm', w: 640, h: 360 },
  ],
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
  enabled: true,
};

describe('a banner', () => {
  it('K2: gets the click redirect at every mark and the pixel last, escaped', () => {
    const click = 'https://ads.example/c/cTOKEN?x=1&amp;y=&lt;2&gt;';
    expect(compileBanner(banner)(urls)).toBe(
      `<a href="${click}">$& one</a><a href="${click}">two</a>` +
        '<img src="https://ads.example/e/iTOKEN?a=1&amp;b=&quot;2&quot;" width="1" height="1" alt="" style="position:absolute;border:0">',
    );
  });

  it('without a mark is a link as a whole', () => {
    const html = compileBanner({ ...banner, html: '<b>ad</b>' })(urls);
    expect(html).toContain('target="_blank" rel="noopener"><b>ad</b></a><img ');
  });
});

describe('a VAST document', () => {
  const text = compileVast(video, { version: '4.2', files: video.files })(urls);

  it('has its elements in the order of the 4.2 schema', () => {
    const order = [
      '<VAST version="4.2">',
      '<AdSystem>',
      '<Impression>',
      '<AdServingId>',
      '<AdTitle>A &amp; B &quot;spot&quot;</AdTitle>',
      '<Creatives>',
      '<Duration>01:02:05</Duration>',
      '<MediaFiles>',
      '<VideoClicks><ClickThrough>',
      '<UniversalAdId',
      '</VAST>',
    ].map((part) => text.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
  });

  it('escapes attributes and splits an end mark inside CDATA', () => {
    expect(text).toContain('<Ad id="v&lt;1&gt;">');
    expect(text).toContain('<![CDATA[https://cdn.example/a.mp4?q=]]]]><![CDATA[>]]>');
    expect(text).toContain(`<![CDATA[${urls.impression}]]>`);
  });

  it('in version 3.0 knows no elements of 4', () => {
    const three = compileVast(video, { version: '3.0', files: video.files })(urls);
    expect(three).toContain('<VAST version="3.0">');
    expect(three).not.toContain('UniversalAdId');
    expect(three).not.toContain('AdServingId');
    expect(three.indexOf('<AdTitle>')).toBeLessThan(three.indexOf('<Impression>'));
  });
});
