import { expect, it } from 'vitest';
import { isSameSite, rootDomain } from './root-domain.ts';

it.each([
  ['news.example.com', 'example.com'],
  ['WWW.Example.co.uk', 'example.co.uk'],
  ['a.b.example.com.cn', 'example.com.cn'],
  ['bbc.uk', 'bbc.uk'],
  ['x.ab.de', 'ab.de'],
  ['me.github.io', 'me.github.io'],
  ['blog.me.github.io', 'me.github.io'],
  ['co.uk', 'co.uk'],
  ['192.0.2.1', '192.0.2.1'],
  ['', ''],
])('%s is of %s', (hostname, root) => {
  expect(rootDomain(hostname)).toBe(root);
});

it('names of one registered domain are one site', () => {
  expect(isSameSite('ads.shop.co.uk', 'shop.co.uk')).toBe(true);
  expect(isSameSite('a.co.uk', 'b.co.uk')).toBe(false);
  expect(isSameSite('a.github.io', 'b.github.io')).toBe(false);
});
