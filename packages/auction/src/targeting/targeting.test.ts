import { describe, expect, it } from 'vitest';
import { cachedKeys, type TargetedBid, targetingOf } from './targeting-keys.ts';
import { readTargeting, type TargetingRules } from './targeting-rules.ts';

const rules = (targeting: unknown): TargetingRules => {
  const reading = readTargeting(targeting);
  if (!reading.ok || reading.rules === undefined) throw new Error('no rules');
  return reading.rules;
};
const bid: TargetedBid = {
  code: 'a-bidder-of-long-name',
  priceMicros: 1_870_000,
  format: 'banner',
  w: 300,
  h: 250,
  dealId: 'deal-1',
  best: true,
  environment: 'mobile-app',
};

describe('targeting keys', () => {
  it('default to winner and bidder keys of medium granularity, cut to 20 characters', () => {
    expect(targetingOf(rules({}), bid)).toEqual({
      hb_pb: '1.80',
      'hb_pb_a-bidder-of-lo': '1.80',
      hb_bidder: 'a-bidder-of-long-name',
      'hb_bidder_a-bidder-o': 'a-bidder-of-long-name',
      hb_size: '300x250',
      'hb_size_a-bidder-of-': '300x250',
      hb_deal: 'deal-1',
      'hb_deal_a-bidder-of-': 'deal-1',
      hb_env: 'mobile-app',
      'hb_env_a-bidder-of-l': 'mobile-app',
    });
  });

  it('tell video outside a stream apart where it has a granularity of its own', () => {
    const priced = (mediatypepricegranularity: object) =>
      targetingOf(rules({ mediatypepricegranularity }), { ...bid, format: 'video', outstream: true })[
        'hb_pb'
      ];
    expect(priced({ video: 'low', 'video-outstream': 'high' })).toBe('1.87');
    expect(priced({ video: 'low' })).toBe('1.50');
  });

  it('leave the plain keys to the best bid', () => {
    expect(targetingOf(rules({ includebidderkeys: false }), { ...bid, best: false })).toEqual({});
  });

  it('take booleans as text, a prefix, formats and a granularity per media type', () => {
    const given = rules({
      includebidderkeys: 'false',
      includeformat: 'true',
      prefix: 'jc',
      mediatypepricegranularity: { video: 'low' },
    });
    const { environment: _environment, ...web } = bid;
    expect(
      targetingOf(given, {
        ...web,
        environment: undefined,
        format: 'video',
        w: undefined,
        dealId: undefined,
      }),
    ).toEqual({ jc_pb: '1.50', jc_bidder: 'a-bidder-of-long-name', jc_format: 'video' });
  });

  it('of a deal end in the bidder where deals are always included', () => {
    const given = rules({ includebidderkeys: false, alwaysincludedeals: true });
    const { dealId: _dealId, ...rest } = bid;
    expect(Object.keys(targetingOf(given, { ...bid, best: false }))).toEqual([
      'hb_pb_a-bidder-of-lo',
      'hb_bidder_a-bidder-o',
      'hb_size_a-bidder-of-',
      'hb_deal_a-bidder-of-',
      'hb_env_a-bidder-of-l',
    ]);
    expect(targetingOf(given, { ...rest, dealId: undefined, best: false })).toEqual({});
  });

  it('name where an ad is cached, and its category and length', () => {
    const cached = { bidId: 'b', vastId: 'v', host: 'ads.example', path: '/cache' };
    const given = rules({ includebidderkeys: false });
    expect(targetingOf(given, { ...bid, categoryDuration: '1.80_Auto_30s' })).toMatchObject({
      hb_pb_cat_dur: '1.80_Auto_30s',
    });
    expect(cachedKeys(given, bid, cached)).toEqual({
      hb_cache_id: 'b',
      hb_uuid: 'v',
      hb_cache_host: 'ads.example',
      hb_cache_path: '/cache',
    });
  });

  it('take granularity, prefix and length of the account where the request says nothing', () => {
    const reading = readTargeting({}, { granularity: 'low', prefix: 'jc', keyCharsMax: 16 });
    if (!reading.ok || reading.rules === undefined) throw new Error('no rules');
    expect(targetingOf(reading.rules, bid)).toMatchObject({ jc_pb: '1.50', 'jc_pb_a-bidder-o': '1.50' });
    const own = rules({ prefix: 'too-long-a-prefix' });
    expect(Object.keys(targetingOf(own, bid))[0]).toMatch(/^hb_pb/);
  });

  it('are not made without ext.prebid.targeting', () => {
    expect(readTargeting(undefined)).toEqual({ ok: true, rules: undefined, prefixRefused: false });
  });
});
