import {
  LOST,
  type NonBid,
  type NonBidReason,
  type Offer,
  OUTRANKED,
  podIdOf,
  rankOf,
  rejected,
  TIER,
} from '@jianchat/auction';
import type { Ranking } from './rank.ts';
import type { ReplaceOffer } from './replace-offer.ts';
import { blockRoads } from './roadblock.ts';

/** Offers of one imp that may fail at the last moment before it is left to those that stand. */
const PASSES_MAX = 8;

/**
 * Takes out what can't go out after all: offers whose budget or cap other imps and auctions have used up meanwhile, and
 * those dearer than the winner. Whoever reads the answer takes the highest price in it, and so would undo what priority decided.
 * The next best of the same demand takes the place of what is dropped; what a dropped one had reserved goes back.
 * @param held offers that have reserved what they would take; in the end the winners, and all of a break
 */
export function commitOffers(
  ranked: readonly Ranking[],
  { nonBids, replace, held }: { nonBids: NonBid[]; replace: ReplaceOffer; held: Set<Offer> },
): readonly Ranking[] {
  const release = (offer: Offer, reason: NonBidReason): void => {
    nonBids.push(rejected(offer, reason));
    if (held.delete(offer)) offer.release?.();
  };
  let left = ranked;
  for (let pass = 1; ; pass++) {
    const dropped: Offer[] = [];
    const drop = (offer: Offer, reason: NonBidReason): void => {
      release(offer, reason);
      dropped.push(offer);
    };
    left = reserveAll(blockRoads(left, drop), { held, drop });
    if (dropped.length === 0) break;
    // Imps that nobody may join any more still may break the roadblock of others, and keep the ads of a break apart.
    for (const offer of dropped) left = replace(offer, left, pass < PASSES_MAX);
  }
  for (const { spare = [] } of left) for (const offer of spare) nonBids.push(rejected(offer, LOST));
  return left.map(({ imp, standing }) => {
    // A winner before the next best took its place: it stands behind now, and holds nothing there.
    if (imp.pod === undefined)
      for (const offer of standing.slice(1)) if (held.delete(offer)) offer.release?.();
    return {
      imp,
      standing: standing.filter((offer) => {
        const [winner] = standing;
        if (!rivals(offer, winner, imp)) return true;
        release(offer, offer.rank?.tier === winner?.rank?.tier ? LOST : OUTRANKED);
        return false;
      }),
    };
  });
}

/** Reserves what the offer would take, once; or why that is not to be had. @param next what it stands before */
export function hold(
  offer: Offer,
  { held, next }: { held: Set<Offer>; next: Offer | undefined },
): NonBidReason | undefined {
  if (held.has(offer)) return undefined;
  const reason = offer.reserve?.(next?.priceMicros ?? 0);
  if (reason === undefined) held.add(offer);
  return reason;
}

/** The winner is reserved, and all of a break: what stands behind a winner is no dearer, so that nobody who reads the answer takes it. */
function reserveAll(
  rankings: readonly Ranking[],
  { held, drop }: { held: Set<Offer>; drop: (offer: Offer, reason: NonBidReason) => void },
): readonly Ranking[] {
  return rankings.map((ranking) => {
    const { imp, standing } = ranking;
    let winner: Offer | undefined;
    // In a place of a break the next one has to fit beside the others, which is seen to before it is reserved.
    let waits = false;
    return {
      ...ranking,
      standing: standing.filter((offer, at) => {
        if (waits) return true;
        if (winner === undefined || imp.pod !== undefined) {
          const reason = hold(offer, { held, next: standing[at + 1] });
          if (reason !== undefined) {
            drop(offer, reason);
            waits = imp.pod === undefined && podIdOf(imp) !== undefined;
            return false;
          }
        }
        winner ??= offer;
        return true;
      }),
    };
  });
}

/** Whether it would undo what its imp decided by going out. In a break there is nothing to undo: all go out. */
const rivals = (offer: Offer, winner: Offer | undefined, { pod }: Ranking['imp']): boolean =>
  pod === undefined && winner !== undefined && undoes(offer, winner);

/** Among bids that stand by their prices alone, as deals that the client prefers do, all go out. */
function undoes(offer: Offer, winner: Offer): boolean {
  if (offer.priceMicros <= winner.priceMicros) return false;
  return !(isByPrice(offer) && isByPrice(winner));
}

function isByPrice(offer: Offer): boolean {
  const { tier, micros } = rankOf(offer);
  return tier === TIER.open && micros === offer.priceMicros;
}
