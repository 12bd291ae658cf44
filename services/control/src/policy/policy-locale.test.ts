import { expect, it } from 'vitest';
import { policyLocale } from './policy-locale.ts';

it.each([
  ['zh', 'en', 'zh'],
  ['en', 'zh', 'en'],
  ['fr', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'en-GB;q=0.5, zh;q=0.7', 'zh'],
  [undefined, 'fr, de;q=0.9', 'en'],
  [undefined, 'zh;q=0, en;q=0.1', 'en'],
  [['zh', 'en'], undefined, 'en'],
  [undefined, ';;,,;q=x,zh;q=..', 'en'],
])('asked for %j, accepting %j, gives %s', (asked, accepted, expected) => {
  expect(policyLocale(asked, accepted)).toBe(expected);
});
