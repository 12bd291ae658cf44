import {
  type ImpView,
  type NonBid,
  type Offer,
  readOfferRules,
  readTargeting,
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

it('gives each imp of a break another direct ad, as long as there are some', () => {
  const imps = [0, 1, 2, 3].map(imp);
  const offersOf = (at: number) => [ad('dear', 9, at), ad('cheap', 5, at), ad('cheaper', 4, at)];
  const local = imps.map(({ index }) => [
    {
      offers: offersOf(index).slice(0, 1),
      again: (reasonAgainst: (offer: Offer) => unknown) =>
        offersOf(index).filter((offer) => reasonAgainst(offer) === undefined),
    },
  ]);
  const targeting = readTargeting({ includebrandcategory: { withcategory: false }, durationrangesec: [15] });
  const nonBids: NonBid[] = [];
  const { rankings, labels } = chooseBids(
    imps.map((view) => ({ imp: view, standing: offersOf(view.index).slice(0, 1) })),
    {
      local,
      rules: readOfferRules({}, { currency: 'USD' }),
      terms: { targeting: targeting.ok && targeting.rules, multiBids: new Map() } as unknown as AnswerTerms,
      catalogue: { categoryOf: () => undefined },
      seed: 7,
      nonBids,
      messages: createMessages(),
    },
  );
  const standing = rankings.flatMap((ranking) => ranking.standing);
  expect(standing.map(({ demand }) => demand).sort()).toEqual(['cheap', 'cheaper', 'dear']);
  expect(standing.map((offer) => labels?.get(offer)).sort()).toEqual(['4.00_15s', '5.00_15s', '9.00_15s']);
  expect(nonBids.map(({ demand }) => demand)).toEqual(['dear', 'dear', 'dear']);
});
