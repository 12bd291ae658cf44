import { CreativeInput } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { canonicalMarkup } from './canonical-markup.ts';
import { identifyCreative, identifyMarkup } from './creative-hash.ts';
import { frameCsp, frameDocument, sandboxOf } from './safe-frame.ts';

const display = (price: string, id: string, user: string): string =>
  `<a href="https://dsp.example/c/${id}?u=${user}&p=\${AUCTION_PRICE}">x</a><img src='https://cdn.example/a-cat.png?cb=${price}'><!-- 1732531200123 [CACHEBUSTING] %%CLICK_URL%% -->`;

describe('canonical markup', () => {
  it('is the same for every display of a creative and names nobody', () => {
    const one = display('1.5', 'bG9uZ2lkMTIzNDU2Nzg5', 'person-1');
    const two = display('2', 'YW5vdGhlcmlkOTg3NjU0', 'person-2');
    expect(canonicalMarkup(one)).toBe(canonicalMarkup(two));
    expect(canonicalMarkup(one)).toBe(
      `<a href="https://dsp.example/c/#?">x</a><img src='https://cdn.example/a-cat.png?'><!-- # $ $ -->`,
    );
    expect(identifyMarkup(one).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs where what is shown differs', () => {
    const hashes = [
      '<b>one</b>',
      '<b>two</b>',
      '<img src="https://cdn.example/a.png">',
      '<img src="https://cdn.example/b.png">',
    ];
    expect(new Set(hashes.map((each) => identifyMarkup(each).hash)).size).toBe(4);
  });

  it('takes any text in time that grows with its length', () => {
    for (const text of ['${'.repeat(60_000), '[A'.repeat(60_000), '?'.repeat(120_000), '%%'.repeat(60_000)])
      expect(canonicalMarkup(text).length).toBeLessThanOrEqual(text.length);
  });
});

it('a direct creative is known by what it shows, not by what it is called', () => {
  const of = (change: object) =>
    identifyCreative(
      CreativeInput.parse({
        id: 'c',
        lineItem: 'l',
        kind: 'banner',
        w: 300,
        h: 250,
        html: '<b>ad</b>',
        clickUrl: 'https://shop.example/',
        advertiserDomains: ['shop.example'],
        ...change,
      }),
    ).hash;
  expect(of({ id: 'other', name: 'New name', lineItem: 'm', enabled: false })).toBe(of({}));
  for (const change of [{ html: '<b>AD</b>' }, { clickUrl: 'https://else.example/' }, { w: 320 }])
    expect(of(change)).not.toBe(of({}));
});

describe('the frame of an ad', () => {
  it('K2: gives it no right on the page and lets it fetch from its own hosts only', () => {
    const rules = { w: 300, h: 250, hosts: ['cdn.example'], scripts: true };
    const text = frameDocument('<b>ad</b>', rules);
    expect(text).toContain('<b>ad</b></body>');
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<script>'));
    expect(frameCsp(rules)).toContain(
      'img-src https://cdn.example data:; media-src https://cdn.example data:',
    );
    expect(frameCsp({ hosts: [], scripts: false })).toContain("script-src 'none'; connect-src 'none'");
    for (const right of ['allow-same-origin', 'allow-top-navigation', 'allow-forms', 'allow-modals'])
      expect(sandboxOf({ scripts: true })).not.toContain(right);
    expect(sandboxOf({ scripts: false })).not.toContain('allow-scripts');
  });
});
