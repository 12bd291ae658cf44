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
      { key: 'j', source: 'bidresponse', value: 'ext.responsetimemillis.acme' },
      { key: 'k', source: 'bidresponse', value: 'ext.prebid' },
      { source: 'static', value: 'x' },
      { key: 'h', source: 'static' },
      { key: 'i', source: 'moon', value: 'x' },
    ]);
    expect(warnings).toEqual([
      'Key is empty for the ad server targeting object at index 9',
      'Value is empty for the ad server targeting object at index 10',
      'Incorrect source for the ad server targeting object at index 11',
    ]);
    expect(
      adServerTargeting(keys, {
        request: { site: { domain: 'news.example' } },
        imp: { video: { w: 640 } },
        seat: 'acme',
        bid: { ext: { prebid: { type: 'video' } } },
        response: { id: 'r', bidid: 'b', cur: 'EUR' },
        responseExt: () => ({ responsetimemillis: { acme: 12 }, prebid: { auctiontimestamp: 1 } }),
      }),
    ).toEqual({
      targeting: { a: 'text', b_acme: 'news.example', c: '640', d: 'video', e: 'EUR', j: '12' },
      warnings: [
        'value not found for path: site',
        'value not found for path: site.__proto__.x',
        'value not found for path: ext.prebid',
      ],
    });
  });
});
