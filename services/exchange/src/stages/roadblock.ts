import { NOT_IN_ALL, type NonBidReason, type Offer } from '@jianchat/auction';
import type { Ranking } from './rank.ts';

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
