import { describe, expect, it } from 'vitest';
import { readTargeting, type TargetedBid, type TargetingRules, targetingOf } from './targeting.ts';

const rules = (targeting: unknown): TargetingRules => {
  const reading = readTargeting(targeting);
  if (!reading.ok || reading.rules === undefined) throw new Error('no rules');
  return reading.rules;
};
const bid: TargetedBid = {
  seat: 'a-bidder-of-long-name',
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

  it('are refused when both kinds are switched off', () => {
    expect(readTargeting({ includewinners: false, includebidderkeys: false })).toEqual({
      ok: false,
      message:
        'ext.prebid.targeting: At least one of includewinners or includebidderkeys must be enabled to enable targeting support',
    });
  });

  it('are not made without ext.prebid.targeting', () => {
    expect(readTargeting(undefined)).toEqual({ ok: true, rules: undefined });
  });
});
