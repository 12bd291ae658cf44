import { readPolicy } from '@jianchat/policy/testing';
import { expect, it } from 'vitest';
import { explainRecord } from './explain-record.ts';
import { OUTRANKED } from './non-bid-reason.ts';
import { type Offer, rejected, standingOf } from './offer.ts';
import { TIER } from './priority.ts';

const offer: Offer = {
  imp: 0,
  demandKind: 'openrtb',
  demand: 'dsp',
  seat: 'dsp',
  advertiser: '',
  priceMicros: 1_000_000,
  currency: 'USD',
  format: 'banner',
  bid: { id: 'b', crid: 'c' },
  adm: '',
  clickUrl: '',
  latencyMs: 3,
  render: () => '',
};
const dealt: Offer = { ...offer, deal: 'd-1', rank: { tier: TIER.open, order: 8, micros: 400_000.4 } };

it('says what decided besides the price, of winners and of losers alike', () => {
  expect(standingOf(offer)).toBeUndefined();
  const standing = { tier: TIER.open, micros: 400_000, deal: 'd-1' };
  expect(standingOf(dealt)).toEqual(standing);
  expect(rejected(dealt, OUTRANKED)).toMatchObject({ reason: OUTRANKED, standing });
  const endless = {
    ...dealt,
    rank: { ...dealt.rank, tier: TIER.due, order: 1, micros: Number.POSITIVE_INFINITY },
  };
  expect(standingOf({ ...endless, counted: ['household', 'device'] })).toMatchObject({
    micros: Number.MAX_SAFE_INTEGER,
    counted: ['household', 'device'],
  });
});

it('names the tier to people', () => {
  const policy = readPolicy();
  const { demandKind, demand, priceMicros } = offer;
  const { imps } = explainRecord(policy, {
    v: 1,
    id: 'a',
    atMs: 0,
    durationUs: 0,
    account: '',
    media: '',
    channel: 'site',
    policyVersion: policy.version,
    regime: 0,
    grants: 0,
    floors: 0,
    reasons: [],
    present: '0',
    undeclared: [],
    country: '',
    deviceType: 'other',
    imps: [
      {
        placement: 'p',
        format: 'banner',
        floorMicros: 0,
        currency: 'USD',
        candidates: [
          {
            demandKind,
            demand,
            priceMicros,
            advertiser: '',
            creative: '',
            reason: 0,
            latencyMs: 1,
            standing: { tier: TIER.due, micros: 5, counted: 'request' },
          },
        ],
        winner: 0,
      },
    ],
    disclosures: [],
  });
  expect(imps[0]?.candidates[0]?.standing).toEqual({ tier: 'due', micros: 5, counted: ['request'] });
});
