import { ENFORCED_CHECKS, type Offer, readOfferRules, type Settlement, viewImp } from '@jianchat/auction';
import { expect, it } from 'vitest';
import { rankImps } from './rank.ts';

const imp = viewImp(
  { id: '1', banner: { format: [{ w: 300, h: 250 }] } },
  { index: 0, placement: 'p', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
);
const offer = (priceMicros: number, stored?: true): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: 'dsp',
  seat: 'dsp',
  advertiser: '',
  priceMicros,
  currency: 'USD',
  format: 'banner',
  bid: { id: 'b', w: 300, h: 250 },
  adm: 'ad',
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
  ...(stored && { stored }),
});

it('goals learn what others pay from bids of money, and nothing from stored answers', () => {
  const told: Settlement[] = [];
  const rules = readOfferRules({}, { currency: 'USD', checks: ENFORCED_CHECKS });
  rankImps([imp], {
    ...{ rules, local: [], seed: 1, preferDeals: false, nonBids: [] },
    remote: [offer(2_000_000)],
    given: [offer(900_000_000, true)],
    settle: (_imp, settlement) => told.push(settlement),
    onFault: (_offer, fault) => expect.unreachable(String(fault)),
  });
  expect(told).toEqual([{ bestOpenMicros: 2_000_000, booked: undefined }]);
});
