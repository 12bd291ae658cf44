import type { Offer } from '@jianchat/auction';
import type { Bid, BidResponse, ResponseExt } from '@jianchat/openrtb';
import type { Ranking } from './rank.ts';
import { bidOf } from './respond/bid-of.ts';
import { extOf, tellOfBidders } from './respond/ext-of.ts';
import { addKeys } from './respond/extra-keys.ts';
import { keysOf } from './respond/keys-of.ts';
import type { Outcome, PlacedBid, RespondMeans } from './respond/outcome.ts';

/** The answer, but for what is said in its `ext`, and each of its bids. */
export interface Responded {
  readonly placed: readonly PlacedBid[];
  /** The offers that went into it. */
  readonly rankings: readonly Ranking[];
  /** Called once, when all is done that may still go wrong. */
  finish(): BidResponse;
}

/** Builds the bid response once, with each ad's signed URLs. */
export function respond(outcome: Outcome, means: RespondMeans): Responded {
  const seats: { seat: string; bid: Bid[]; group: 0 }[] = [];
  const placed: PlacedBid[] = [];
  tellOfBidders(outcome);
  let ext: ResponseExt | undefined;
  const responseExt = (): ResponseExt => {
    ext ??= extOf(outcome);
    return ext;
  };
  const place = (offer: Offer, { imp, standing, at }: Ranking & { at: number }): void => {
    const keys = keysOf(offer, { imp, standing, at, outcome });
    const bid = bidOf(offer, { outcome, means, imp, place: at, keys });
    if (outcome.terms.adServerKeys.length > 0)
      addKeys(bid, { keys: outcome.terms.adServerKeys, outcome, imp, seat: offer.seat, responseExt });
    placed.push({
      bid,
      imp,
      format: offer.format,
      code: keys.code,
      best: at === 0,
      dealId: offer.bid.dealid,
      label: outcome.categoryLabels?.get(offer),
    });
    const seat = seats.find((known) => known.seat === offer.seat);
    if (seat) seat.bid.push(bid);
    else seats.push({ bid: [bid], seat: offer.seat, group: 0 });
  };
  const rankings = outcome.rankings.map((ranking) =>
    placeAll(ranking, { place, holds: means.holds, onFault: means.onFault }),
  );
  return {
    placed,
    rankings,
    finish: () => ({
      id: outcome.requestId,
      seatbid: seats,
      bidid: outcome.auctionId,
      cur: outcome.currency,
      ext: extOf(outcome),
    }),
  };
}

interface Placing {
  place(offer: Offer, at: Ranking & { readonly at: number }): void;
  readonly holds: RespondMeans['holds'];
  readonly onFault: RespondMeans['onFault'];
}

/** Each offer in turn; gives those that found their place. One that becomes the first by another's fault has to hold what it takes. */
function placeAll(ranking: Ranking, { place, holds, onFault }: Placing): Ranking {
  const { imp } = ranking;
  let { standing } = ranking;
  for (let at = 0; at < standing.length; ) {
    const offer = standing[at] as Offer;
    try {
      if (at > 0 || imp.pod !== undefined || holds(offer, standing[1])) {
        place(offer, { imp, standing, at });
        at++;
        continue;
      }
    } catch (fault) {
      onFault(offer, fault);
    }
    standing = standing.toSpliced(at, 1);
  }
  return standing === ranking.standing ? ranking : { ...ranking, standing };
}
