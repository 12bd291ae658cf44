import {
  BELOW_DEAL_FLOOR,
  conversionOver,
  DEAL_WITHOUT_RATE,
  type DealGoals,
  FOREIGN_DEAL,
  GOAL_REACHED,
  NO_CONVERSION,
  type Offer,
  readRateTable,
  TIER,
  viewImp,
} from '@jianchat/auction';
import { DealInput } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { underDeal } from './check-deal.ts';
import { dealBook } from './deal-book.ts';

const table = readRateTable({ EUR: { USD: 1.25 } });
const RATES = table.ok ? conversionOver([table.table]) : NO_CONVERSION;
const auction = {
  id: 'a',
  media: 'm',
  nowMs: Date.parse('2026-11-23T12:00:00Z'),
  currency: 'USD',
  country: '',
  deviceType: 'phone',
  traits: { of: () => [] },
  counter: () => undefined,
  seed: 1,
} as const;
const imp = viewImp(
  { id: '1', banner: {} },
  { index: 0, placement: 'p', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
);
const deal = (changes: Partial<DealInput> = {}): DealInput => ({
  ...DealInput.parse({
    id: 'd',
    kind: 'preferred',
    bidders: [{ bidder: 'dsp' }],
    priceCpmMicros: 2_000_000,
    currency: 'EUR',
  }),
  ...changes,
});
const offer = (priceMicros: number): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: 'dsp',
  seat: 'dsp',
  advertiser: '',
  priceMicros,
  currency: 'USD',
  format: 'banner',
  bid: { id: 'b', dealid: 'd' },
  adm: '',
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});
function outcome(
  priceMicros: number,
  options: {
    convert?: typeof RATES;
    goals?: DealGoals;
    is?: DealInput;
    bidPrice?: NonNullable<Offer['bidPrice']>;
  } = {},
) {
  const { convert = RATES, goals, is = deal(), bidPrice } = options;
  const book = dealBook({ deals: [is] }, goals);
  const offered = book.offeredTo('dsp', imp, { auction, convert });
  const bid = { ...offer(priceMicros), ...(bidPrice && { bidPrice }) };
  return underDeal(bid, { seat: 'dsp', offered, book, auction, convert, impressionsMilli: 1000 });
}

describe('a deal in another currency', () => {
  it('holds its bids to its price at the current rate', () => {
    expect(outcome(2_499_999)).toBe(BELOW_DEAL_FLOOR);
    expect(outcome(2_500_000)).toMatchObject({ deal: 'd', rank: { tier: TIER.preferred } });
  });

  it('is paid its price, whatever the request makes of bids to compare them', () => {
    const paid = (micros: number) => ({ bidPrice: { micros, currency: 'EUR' } });
    expect(outcome(9_000_000, paid(1_999_999))).toBe(BELOW_DEAL_FLOOR);
    expect(outcome(1, paid(2_000_000))).toMatchObject({ deal: 'd', priceMicros: 1 });
  });

  it('is told in its own currency', () => {
    const [offered] = dealBook({ deals: [deal()] }).offeredTo('dsp', imp, { auction, convert: RATES });
    expect(offered?.openRtb).toMatchObject({ bidfloor: 2, bidfloorcur: 'EUR' });
  });

  it('is not offered without a rate, and a bid with it is refused for that reason', () => {
    const convert = NO_CONVERSION;
    expect(dealBook({ deals: [deal()] }).offeredTo('dsp', imp, { auction, convert })).toEqual([]);
    expect(outcome(9_000_000, { convert })).toBe(DEAL_WITHOUT_RATE);
  });
});

describe('a deal with a goal', () => {
  const goals = (standing: ReturnType<DealGoals['standing']>): DealGoals => ({
    standing: () => standing,
    take: () => GOAL_REACHED,
    giveBack: () => undefined,
    utcOffsetMin: () => 60,
    settle: () => undefined,
  });

  it('is neither offered nor taken once its goal is reached', () => {
    const reached = goals(GOAL_REACHED);
    expect(dealBook({ deals: [deal()] }, reached).offeredTo('dsp', imp, { auction, convert: RATES })).toEqual(
      [],
    );
    expect(outcome(9_000_000, { goals: reached })).toBe(GOAL_REACHED);
  });

  it('competes, guaranteed, with what it is worth to its goal, in the currency of the auction', () => {
    const behind = goals({ tier: TIER.open, order: 8, micros: 400_000 });
    const placed = outcome(2_500_000, { goals: behind, is: deal({ kind: 'guaranteed' }) });
    expect(placed).toMatchObject({
      booked: true,
      utcOffsetMin: 60,
      rank: { tier: TIER.open, micros: 500_000 },
    });
    expect(typeof placed === 'object' && placed.reserve?.(0)).toBe(GOAL_REACHED);
  });

  it('that is guaranteed over its lifetime says from when to when', () => {
    const { id, bidders, priceCpmMicros } = deal();
    const input = { id, bidders, priceCpmMicros, kind: 'guaranteed', goal: { impressions: 5 } };
    expect(DealInput.safeParse(input).success).toBe(false);
    expect(DealInput.safeParse({ ...input, goal: { impressions: 5, per: 'day' } }).success).toBe(true);
  });
});

it('of ours that was not offered to the bidder can not be used by it', () => {
  expect(outcome(9_000_000, { is: deal({ bidders: [{ bidder: 'other' }] }) })).toBe(FOREIGN_DEAL);
  expect(outcome(9_000_000, { is: deal({ enabled: false }) })).toBe(FOREIGN_DEAL);
});
