import { LOST, type NonBid, type Offer, OUTRANKED, rankOf, rejected, TIER } from '@jianchat/auction';
import type { Ranking } from './rank.ts';
import { blockRoads } from './roadblock.ts';

/**
 * Takes out what can't go out after all: offers whose budget or cap other imps and auctions have used up meanwhile, and
 * those dearer than the winner. Whoever reads the answer takes the highest price in it, and so would undo what priority decided.
 */
export function commitOffers(rankings: readonly Ranking[], nonBids: NonBid[]): readonly Ranking[] {
  const going = reserveAll(blockRoads(rankings, nonBids), nonBids);
  // An imp whose budget was used up at the last moment takes the whole roadblock with it.
  return blockRoads(going, nonBids);
}

function reserveAll(rankings: readonly Ranking[], nonBids: NonBid[]): readonly Ranking[] {
  return rankings.map(({ imp, standing }) => {
    let winner: Offer | undefined;
    const going = standing.filter((offer) => {
      if (winner !== undefined && undoes(offer, winner)) {
        nonBids.push(rejected(offer, offer.rank?.tier === winner.rank?.tier ? LOST : OUTRANKED));
        return false;
      }
      const reason = offer.reserve?.();
      if (reason !== undefined) {
        nonBids.push(rejected(offer, reason));
        return false;
      }
      winner ??= offer;
      return true;
    });
    return { imp, standing: going };
  });
}

/** Among bids that stand by their prices alone, as deals that the client prefers do, all go out. */
function undoes(offer: Offer, winner: Offer): boolean {
  if (offer.priceMicros <= winner.priceMicros) return false;
  return !(isByPrice(offer) && isByPrice(winner));
}

function isByPrice(offer: Offer): boolean {
  const { tier, micros } = rankOf(offer);
  return tier === TIER.open && micros === offer.priceMicros;
}
