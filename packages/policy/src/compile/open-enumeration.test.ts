import { describe, expect, it } from 'vitest';
import { openEnumeration } from './open-enumeration.ts';

describe('C2: an enumeration that stays open', () => {
  it.each([
    ['en', 'IP address, browser, etc.', 'etc.'],
    ['en', 'IP address, browser and so on', 'and so on'],
    ['en', 'websites, including but not limited to the console', 'including but not limited to'],
    ['en', 'Including, without limitation, your name', 'Including, without limitation'],
    ['en', 'phones, tablets and the like', 'and the like'],
    ['zh', '收集 IP 地址、浏览器等信息', '等'],
    ['zh', '网站、SDK、API 等', '等'],
    ['zh', '手机、平板等等', '等等'],
    ['zh', '包括但不限于网站', '包括但不限于'],
    ['zh', '中等、高等等', '等等'],
    ['zh', '位置等位置信息', '等'],
  ] as const)('is found in %s: %s', (locale, text, words) => {
    expect(openEnumeration(text, { locale, isName: false })).toBe(words);
  });

  it.each([
    ['en', 'such as the Global Privacy Control'],
    ['en', 'sketch, etched, fetched'],
    ['en', 'one purpose and more than one field'],
    ['zh', '等级、等于与等待，平等对待，同等条件，不等于'],
    ['zh', '例如全球隐私控制'],
    ['zh', '高等教育，相等的金额，对等披露'],
  ] as const)('is not seen in %s: %s', (locale, text) => {
    expect(openEnumeration(text, { locale, isName: false })).toBeUndefined();
  });

  it.each([
    ['en', 'Other devices, such as smart TVs', 'such as'],
    ['en', 'Terms, e.g. the currency', 'e.g.'],
    ['zh', '竞价条件，例如币种', '例如'],
    ['zh', '其他设备（如智能电视）', '（如'],
  ] as const)('is also what names a field by examples, in %s: %s', (locale, text, words) => {
    expect(openEnumeration(text, { locale, isName: true })).toBe(words);
    expect(openEnumeration(text, { locale, isName: false })).toBeUndefined();
  });
});
