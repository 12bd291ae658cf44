import {
  type ImpView,
  type NonBid,
  type Offer,
  readOfferRules,
  readTargeting,
  type TargetingRules,
  viewImp,
} from '@jianchat/auction';
import { expect, it } from 'vitest';
import type { AnswerTerms } from '../terms/answer-terms.ts';
import { createMessages } from '../terms/messages.ts';
import { chooseBids } from './choose.ts';

const imp = (index: number): ImpView =>
  viewImp(
    { id: String(index), video: { mimes: ['video/mp4'] } },
    { index, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
const ad = (demand: string, cpm: number, at: number): Offer => ({
  imp: at,
  demandKind: 'direct',
  demand,
  seat: 'jianchat',
  advertiser: demand,
  priceMicros: cpm * 1e6,
  currency: 'USD',
  format: 'video',
  bid: { id: demand, crid: demand, dur: 15 },
  adm: undefined,
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});

/** What a choice is made by, where direct demand has these offers for each imp. */
const choosing = (offers: readonly (readonly Offer[])[], targeting?: TargetingRules) => ({
  local: offers.map((all) => [
    {
      offers: all.slice(0, 1),
      again: (reasonAgainst: (offer: Offer) => unknown) =>
        all.filter((offer) => reasonAgainst(offer) === undefined),
    },
  ]),
  rules: readOfferRules({}, { currency: 'USD' }),
  terms: { targeting, multiBids: new Map() } as unknown as AnswerTerms,
  catalogue: { categoryOf: () => undefined },
  seed: 7,
  messages: createMessages(),
});

it('lets a companion that won one imp take the place of a dearer direct ad in the others', () => {
  const pair = (cpm: number, at: number): Offer => ({ ...ad('pair', cpm, at), roadblock: 'companion' });
  const offers = [[pair(9, 0)], [ad('dear', 10, 1), pair(9, 1)], [ad('lone', 3, 2)]];
  const nonBids: NonBid[] = [];
  const { rankings } = chooseBids(
    offers.map(([first], index) => ({ imp: imp(index), standing: first === undefined ? [] : [first] })),
    { ...choosing(offers), nonBids },
  );
  expect(rankings.map(({ standing }) => standing.map(({ demand }) => demand))).toEqual([
    ['pair'],
    ['pair'],
    ['lone'],
  ]);
  expect(nonBids.map(({ demand, reason }) => [demand, reason])).toEqual([['dear', 501]]);
});

it('gives each imp of a break another direct ad, as long as there are some', () => {
  const offers = [0, 1, 2, 3].map((at) => [ad('dear', 9, at), ad('cheap', 5, at), ad('cheaper', 4, at)]);
  const targeting = readTargeting({ includebrandcategory: { withcategory: false }, durationrangesec: [15] });
  const nonBids: NonBid[] = [];
  const { rankings, labels } = chooseBids(
    offers.map((all, index) => ({ imp: imp(index), standing: all.slice(0, 1) })),
    { ...choosing(offers, targeting.ok ? targeting.rules : undefined), nonBids },
  );
  const standing = rankings.flatMap((ranking) => ranking.standing);
  expect(standing.map(({ demand }) => demand).sort()).toEqual(['cheap', 'cheaper', 'dear']);
  expect(standing.map((offer) => labels?.get(offer)).sort()).toEqual(['4.00_15s', '5.00_15s', '9.00_15s']);
  expect(nonBids.map(({ demand }) => demand)).toEqual(['dear', 'dear', 'dear']);
});
