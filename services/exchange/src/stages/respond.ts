import type { Bid, BidResponse } from '@jianchat/openrtb';
import { bidOf } from './respond/bid-of.ts';
import { extOf } from './respond/ext-of.ts';
import { addKeys } from './respond/extra-keys.ts';
import { keysOf } from './respond/keys-of.ts';
import type { Outcome, RespondMeans } from './respond/outcome.ts';

/** Builds the bid response once, with each ad's signed URLs. */
export function respond(outcome: Outcome, means: RespondMeans): BidResponse {
  const seats: { seat: string; bid: Bid[]; group: 0 }[] = [];
  let serial = 0;
  for (const { imp, standing } of outcome.rankings) {
    for (let at = 0; at < standing.length; at++) {
      const offer = standing[at];
      if (offer === undefined) continue;
      const keys = keysOf(offer, { standing, at, outcome });
      const bid = bidOf(offer, { outcome, means, imp, serial: serial++, keys });
      if (outcome.terms.adServerKeys.length > 0)
        addKeys(bid, { keys: outcome.terms.adServerKeys, outcome, imp, seat: offer.seat });
      const seat = seats.find((known) => known.seat === offer.seat);
      if (seat) seat.bid.push(bid);
      else seats.push({ bid: [bid], seat: offer.seat, group: 0 });
    }
  }
  return {
    id: outcome.requestId,
    seatbid: seats,
    bidid: outcome.auctionId,
    cur: outcome.currency,
    ext: extOf(outcome),
  };
}
