import { describe, expect, it } from 'vitest';
import { adServerTargeting, readAdServerKeys } from './ad-server-targeting.ts';
import { readDealTier, tierLabel } from './deal-tier.ts';

describe('deal tiers', () => {
  it('are read from parameters, and take the place of the price in the key', () => {
    expect(readDealTier({ dealTier: { prefix: 'tier', minDealTier: 5 } })).toEqual({
      prefix: 'tier',
      priorityMin: 5,
    });
    for (const dealTier of [undefined, {}, { prefix: '', minDealTier: 5 }, { prefix: 'a', minDealTier: 0 }])
      expect(readDealTier({ dealTier })).toBeUndefined();
    expect(tierLabel('2.10_Auto_30s', { prefix: 'tier', priority: 7 })).toBe('tier7_Auto_30s');
  });
});

describe('keys of the ad server', () => {
  it('come from a text, the request, its imp, the bid and the answer', () => {
    const { keys, warnings } = readAdServerKeys([
      { key: 'a', source: 'STATIC', value: 'text' },
      { key: 'b_{{BIDDER}}', source: 'bidrequest', value: 'site.domain' },
      { key: 'c', source: 'bidrequest', value: 'imp.video.w' },
      { key: 'd', source: 'bidresponse', value: 'seatbid.bid.ext.prebid.type' },
      { key: 'e', source: 'bidresponse', value: 'cur' },
      { key: 'f', source: 'bidrequest', value: 'site' },
      { key: 'g', source: 'bidrequest', value: 'site.__proto__.x' },
      { source: 'static', value: 'x' },
      { key: 'h', source: 'static' },
      { key: 'i', source: 'moon', value: 'x' },
    ]);
    expect(warnings).toEqual([
      'Key is empty for the ad server targeting object at index 7',
      'Value is empty for the ad server targeting object at index 8',
      'Incorrect source for the ad server targeting object at index 9',
    ]);
    expect(
      adServerTargeting(keys, {
        request: { site: { domain: 'news.example' } },
        imp: { video: { w: 640 } },
        seat: 'acme',
        bid: { ext: { prebid: { type: 'video' } } },
        response: { id: 'r', bidid: 'b', cur: 'EUR' },
      }),
    ).toEqual({
      targeting: { a: 'text', b_acme: 'news.example', c: '640', d: 'video', e: 'EUR' },
      warnings: ['value not found for path: site', 'value not found for path: site.__proto__.x'],
    });
  });
});
