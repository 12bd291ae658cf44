import {
  checkOffer,
  type ImpView,
  LOST,
  type NonBid,
  type Offer,
  type OfferRules,
  rankOf,
  rank as rankOffers,
  rejected,
  separatePods,
  TIER,
} from '@jianchat/auction';
import { createCompany } from './company.ts';

/** The outcome for one imp: offers that go out, the winner first. */
export interface Ranking {
  readonly imp: ImpView;
  readonly standing: readonly Offer[];
}

/** Takes out what may not compete and orders the rest: first price over every kind of demand. */
export function rankImps(
  imps: readonly ImpView[],
  options: {
    local: readonly (readonly (readonly Offer[])[])[];
    remote: readonly Offer[];
    /** Bids of stored auctions: they stand as they are, whatever the imp asks for. */
    given: readonly Offer[];
    rules: OfferRules;
    seed: number;
    preferDeals: boolean;
    nonBids: NonBid[];
    /** Told of each imp the most that others bid who compete by their worth. */
    settle(imp: number, bestOpenMicros: number): void;
  },
): readonly Ranking[] {
  const { rules, nonBids, preferDeals } = options;
  const byImp: Offer[][] = imps.map(() => []);
  const company = createCompany();
  for (const imp of imps)
    for (const list of options.local[imp.index] ?? []) {
      let placed = false;
      for (const offer of list) {
        const reason = placed ? LOST : (checkOffer(offer, imp, rules) ?? company.reasonAgainst(offer));
        if (reason === undefined) {
          byImp[imp.index]?.push(offer);
          placed = true;
          company.add(offer);
        } else nonBids.push(rejected(offer, reason));
      }
    }
  for (const offer of options.remote) {
    const imp = imps[offer.imp];
    if (imp === undefined) continue;
    const reason = checkOffer(offer, imp, rules);
    if (reason === undefined) byImp[offer.imp]?.push(offer);
    else nonBids.push(rejected(offer, reason));
  }
  for (const offer of options.given) byImp[offer.imp]?.push(offer);
  const ranked = imps.map((imp): Ranking => {
    const offers = byImp[imp.index] ?? [];
    options.settle(imp.index, bestOpen(offers));
    return { imp, standing: rankOffers(offers, { seed: options.seed ^ imp.index, preferDeals }) };
  });
  const { rankings, separated } = separatePods(ranked);
  for (const offer of separated) nonBids.push(rejected(offer, LOST));
  return rankings;
}

/** What is pushed aside by a line item with a goal: the dearest of those who compete by their price. */
function bestOpen(offers: readonly Offer[]): number {
  let best = 0;
  for (const offer of offers) {
    const { tier, micros } = rankOf(offer);
    // A line item with a goal names what it competes with, which is not what it pays.
    if (tier === TIER.open && micros === offer.priceMicros) best = Math.max(best, micros);
  }
  return best;
}
