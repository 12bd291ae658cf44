import {
  checkOffer,
  LOST,
  NOT_IN_ALL,
  type NonBid,
  type NonBidReason,
  type Offer,
  type OfferRules,
  rankOf,
  rejected,
} from '@jianchat/auction';
import type { LocalOffers } from './candidates.ts';
import type { Ranking } from './rank.ts';

/**
 * Of direct demand one ad stands for an imp, the best: where a `companion` has won another imp it takes that one's place, unless that one
 * goes before it by its kind.
 */
export function seatCompanions(
  rankings: readonly Ranking[],
  { local, rules, nonBids }: { local: LocalOffers; rules: OfferRules; nonBids: NonBid[] },
): readonly Ranking[] {
  const leading = new Set(
    rankings.flatMap(({ standing: [first] }) => (first?.roadblock === 'companion' ? [first.demand] : [])),
  );
  if (leading.size === 0) return rankings;
  const isLeading = ({ demandKind, demand }: Offer): boolean =>
    demandKind === 'direct' && leading.has(demand);
  return rankings.map((ranking) => {
    const { imp, standing } = ranking;
    if (imp.pod !== undefined || standing.some(isLeading)) return ranking;
    const [companion] = (local[imp.index] ?? []).flatMap(
      ({ again }) => again?.((offer) => (isLeading(offer) ? checkOffer(offer, imp, rules) : LOST)) ?? [],
    );
    const own = standing.find(({ demandKind }) => demandKind === 'direct');
    if (companion === undefined || (own !== undefined && rankOf(own).tier < rankOf(companion).tier))
      return ranking;
    if (own !== undefined) nonBids.push(rejected(own, LOST));
    return { ...ranking, standing: [companion, ...standing.filter((offer) => offer !== own)] };
  });
}

/**
 * Roadblocks. A `companion` that wins one imp goes first in the others where it stands; a line item that takes `all` imps
 * or none leaves those it won where it did not win every one.
 */
export function blockRoads(
  rankings: readonly Ranking[],
  drop: (offer: Offer, reason: NonBidReason) => void,
): readonly Ranking[] {
  const some = rankings.some(({ standing }) => standing.some(({ roadblock }) => roadblock !== undefined));
  if (!some) return rankings;
  let left = rankings.map((ranking) => ({
    ...ranking,
    standing: withCompanions(ranking.standing, rankings),
  }));
  for (;;) {
    const broken = brokenRoad(left);
    if (broken === undefined) return left;
    left = left.map((ranking) => ({
      ...ranking,
      standing: ranking.standing.filter((offer) => {
        if (!isOf(offer, broken)) return true;
        drop(offer, NOT_IN_ALL);
        return false;
      }),
    }));
  }
}

const isOf = (offer: Offer, demand: string): boolean =>
  offer.demandKind === 'direct' && offer.demand === demand;

function withCompanions(standing: readonly Offer[], rankings: readonly Ranking[]): readonly Offer[] {
  const winsSomewhere = (offer: Offer): boolean =>
    offer.roadblock === 'companion' &&
    rankings.some(({ standing: [first] }) => first !== undefined && isOf(first, offer.demand));
  const companion = standing.find(winsSomewhere);
  if (companion === undefined || standing[0] === companion) return standing;
  return [companion, ...standing.filter((offer) => offer !== companion)];
}

/** A line item that takes all imps and has not won all; undefined where there is none. */
function brokenRoad(rankings: readonly Ranking[]): string | undefined {
  for (const { standing } of rankings)
    for (const { roadblock, demand } of standing) {
      if (roadblock !== 'all') continue;
      const everywhere = rankings.every(
        ({ standing: [first] }) => first !== undefined && isOf(first, demand),
      );
      if (!everywhere) return demand;
    }
  return undefined;
}
