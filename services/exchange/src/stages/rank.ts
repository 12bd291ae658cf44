import {
  checkOffer,
  goalName,
  type ImpView,
  LOST,
  type NonBid,
  type NonBidReason,
  type Offer,
  type OfferRules,
  rankOf,
  rank as rankOffers,
  rejected,
  type Settlement,
  separatePods,
  TIER,
} from '@jianchat/auction';
import type { OnOfferFault } from '../one-bidder.ts';
import type { LocalOffers } from './candidates.ts';
import { createCompany } from './company.ts';

/** The outcome for one imp: offers that go out, the winner first. */
export interface Ranking {
  readonly imp: ImpView;
  readonly standing: readonly Offer[];
  /** In a break, offers that would have been the second of their kind or too long: they come in where another fails. */
  readonly spare?: readonly Offer[];
}

/** Takes out what may not compete and orders the rest: first price over every kind of demand. */
export function rankImps(
  imps: readonly ImpView[],
  options: {
    local: LocalOffers;
    remote: readonly Offer[];
    /** Bids of stored auctions: they stand as they are, whatever the imp asks for. */
    given: readonly Offer[];
    rules: OfferRules;
    seed: number;
    preferDeals: boolean;
    nonBids: NonBid[];
    /** Told of each imp how it ended. */
    settle(imp: number, settlement: Settlement): void;
    /** Told of offers of outside demand that could not be checked; they are out. */
    onFault: OnOfferFault;
  },
): readonly Ranking[] {
  const { rules, nonBids, preferDeals } = options;
  const byImp: Offer[][] = imps.map(() => []);
  const company = createCompany();
  for (const imp of imps)
    for (const answer of options.local[imp.index] ?? []) {
      const reasonAgainst = (offer: Offer) => checkOffer(offer, imp, rules) ?? company.reasonAgainst(offer);
      if (imp.pod !== undefined) {
        byImp[imp.index]?.push(...allStanding(answer, { reasonAgainst, nonBids }));
        continue;
      }
      const offer = firstStanding(answer, { reasonAgainst, nonBids });
      if (offer === undefined) continue;
      byImp[imp.index]?.push(offer);
      company.add(offer);
    }
  for (const offer of options.remote) {
    const imp = imps[offer.imp];
    if (imp === undefined) continue;
    try {
      const reason = checkOffer(offer, imp, rules);
      if (reason === undefined) byImp[offer.imp]?.push(offer);
      else nonBids.push(rejected(offer, reason));
    } catch (fault) {
      options.onFault(offer, fault);
    }
  }
  for (const offer of options.given) byImp[offer.imp]?.push(offer);
  const ranked = imps.map((imp): Ranking => {
    const offers = byImp[imp.index] ?? [];
    const standing = rankOffers(offers, { seed: options.seed ^ imp.index, preferDeals });
    const [first] = standing;
    const booked = first?.booked === true ? goalName(first) : undefined;
    const settlement = { bestOpenMicros: bestOpen(offers), booked };
    options.settle(imp.index, settlement);
    for (const offer of offers) offer.settle?.(settlement);
    return { imp, standing };
  });
  return separatePods(ranked);
}

interface Standing {
  readonly reasonAgainst: (offer: Offer) => NonBidReason | undefined;
  readonly nonBids: NonBid[];
}

/** Of a local demand's offers those that may stand in a break: it takes several, and keeps competitors apart by itself. */
function allStanding(
  { offers }: LocalOffers[number][number],
  { reasonAgainst, nonBids }: Standing,
): readonly Offer[] {
  return offers.filter((offer) => {
    const reason = reasonAgainst(offer);
    if (reason !== undefined) nonBids.push(rejected(offer, reason));
    return reason === undefined;
  });
}

/** The best of a local demand's offers that may stand: where none of those at hand may, it looks again. */
function firstStanding(
  { offers, again }: LocalOffers[number][number],
  { reasonAgainst, nonBids }: Standing,
): Offer | undefined {
  let first: Offer | undefined;
  for (const offer of offers) {
    const reason = first === undefined ? reasonAgainst(offer) : LOST;
    if (reason === undefined) first = offer;
    else nonBids.push(rejected(offer, reason));
  }
  return first ?? (offers.length === 0 ? undefined : again?.(reasonAgainst)[0]);
}

/** What is pushed aside by a line item with a goal: the dearest of those who compete by their price. */
function bestOpen(offers: readonly Offer[]): number {
  let best = 0;
  for (const offer of offers) {
    // A stored answer is nobody's money.
    if (offer.stored === true) continue;
    const { tier, micros } = rankOf(offer);
    // A line item with a goal names what it competes with, which is not what it pays.
    if (tier === TIER.open && micros === offer.priceMicros) best = Math.max(best, micros);
  }
  return best;
}
