import { CreativeInput } from '@jianchat/snapshot';
import { expect, it } from 'vitest';
import { fetchesPlainly, isSecureCreative } from './secure.ts';

it.each([
  [true, '<img src="http://cdn.example/a.png">'],
  [true, '<img src="https://cdn.example/a.png"><script src=\'HTTP://cdn.example/b.js\'></script>'],
  [true, '<script>fetch("https://a.example/?to=http%3A%2F%2Fb.example")</script>'],
  [true, '<link rel="stylesheet" href="http://cdn.example/a.css">'],
  [true, '<a href="https://a.example"><img src="http://cdn.example/a.png"></a>'],
  [false, '<a class="x" href="http://shop.example/">Shop</a>'],
  [false, '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
  [false, '<VAST><ClickThrough id="a"><![CDATA[http://shop.example/]]></ClickThrough></VAST>'],
  [false, '<CompanionClickThrough> http://shop.example/</CompanionClickThrough>'],
  [true, '<ClickTracking><![CDATA[http://count.example/]]></ClickTracking>'],
  [true, '<ClickThrough/><Impression>http://count.example/</Impression>'],
  [false, '<img src="https://cdn.example/a.png">'],
])('plain fetches: %s of %s', (plainly, markup) => {
  expect(fetchesPlainly(markup)).toBe(plainly);
});

it('looks at many links in time that grows with their number', () => {
  const before = process.cpuUsage();
  expect(fetchesPlainly('<a href="http://shop.example/">'.repeat(16_384))).toBe(false);
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});

const common = {
  id: 'c',
  lineItem: 'l',
  clickUrl: 'http://shop.example/',
  advertiserDomains: ['shop.example'],
};
const file = (url: string) => ({ url, mime: 'video/mp4', w: 640, h: 360 });

it.each([
  [true, { kind: 'banner', w: 1, h: 1, html: 'ad' }],
  [false, { kind: 'banner', w: 1, h: 1, image: { url: 'http://cdn.example/a.png', alt: '' } }],
  [true, { kind: 'video', durationSec: 5, files: [file('https://cdn.example/a.mp4')] }],
  [false, { kind: 'video', durationSec: 5, files: [file('http://cdn.example/a.mp4')] }],
  [false, { kind: 'video', durationSec: 5, tagUrl: 'http://tags.example/vast' }],
  [
    false,
    {
      kind: 'audio',
      durationSec: 5,
      files: [{ url: 'https://cdn.example/a.mp3', mime: 'audio/mpeg' }],
      companions: [{ w: 1, h: 1, image: { url: 'http://cdn.example/a.png', mime: 'image/png' } }],
    },
  ],
  [true, { kind: 'native', title: 'http://shop.example', privacyUrl: 'http://shop.example/privacy' }],
  [false, { kind: 'native', title: 't', images: [{ type: 3, url: 'http://cdn.example/a.png', w: 1, h: 1 }] }],
])('may be shown on a page of https: %s', (secure, content) => {
  expect(isSecureCreative(CreativeInput.parse({ ...common, ...content }))).toBe(secure);
});
