import type { Offer } from './offer.ts';
import { compareRanks, rankOf } from './priority.ts';

/**
 * First price within the tiers of `priority.ts`: orders the offers of one imp, the best first. Equal ones are ordered by the auction's random seed, so
 * that no demand is preferred by its place in a list and the same seed always gives the same order. Offers below the
 * floor must have been taken out before.
 * @param preferDeals within a tier a bid with a deal stands before every bid without (`ext.prebid.targeting.preferdeals`)
 */
export function rank(
  offers: readonly Offer[],
  { seed, preferDeals }: { seed: number; preferDeals: boolean },
): readonly Offer[] {
  if (offers.length < 2) return offers;
  return offers
    .map((offer, at) => ({
      offer,
      at: rankOf(offer),
      draw: drawOf(seed, at),
      deal: preferDeals && offer.bid.dealid ? 1 : 0,
    }))
    .sort((a, b) => a.at.tier - b.at.tier || b.deal - a.deal || compareRanks(a.at, b.at) || a.draw - b.draw)
    .map(({ offer }) => offer);
}

/** A number that looks random in `at` for each seed (the finaliser of MurmurHash3): enough to break ties evenly. */
export function drawOf(seed: number, at: number): number {
  let x = (seed ^ Math.imul(at + 1, 0x9e3779b9)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
