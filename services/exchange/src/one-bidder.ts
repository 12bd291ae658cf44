import { FAILED, type NonBid, type Offer, rejected } from '@jianchat/auction';
import { type OffersOptions, offersOfAnswer } from './offers-of-answer.ts';
import type { Parts } from './parts.ts';
import { type Heard, OUR_FAULT, refuseAsk } from './stages/gather.ts';
import { ERROR } from './terms/message-codes.ts';
import type { Messages } from './terms/messages.ts';

type FaultMeans = Pick<Parts, 'counters' | 'onFault'>;

/** Told of a fault of ours with an offer, which costs the offer its place. */
export type OnOfferFault = (offer: Offer, fault: unknown) => void;

/** What bidders offer. A fault of ours with one's answer costs that one the auction, as if it had failed, and nobody else. */
export function offersOfAll(
  heard: readonly Heard[],
  options: OffersOptions,
  means: FaultMeans,
): { readonly heard: readonly Heard[]; readonly offers: readonly Offer[] } {
  const { nonBids, unreviewed } = options;
  const offers: Offer[] = [];
  const read = heard.map((each): Heard => {
    const before = { nonBids: nonBids.length, unreviewed: unreviewed.length };
    try {
      offers.push(...offersOfAnswer(each, options));
      return each;
    } catch (fault) {
      tell(fault, means);
      // What was said of some of its bids would stand beside what is said of all.
      nonBids.length = before.nonBids;
      unreviewed.length = before.unreviewed;
      refuseAsk(each.ask, { reason: FAILED, nonBids, latencyMs: each.latencyMs });
      return { ...each, answer: OUR_FAULT };
    }
  });
  return { heard: read, offers };
}

/**
 * The same for what is done with an offer later: it is out, and its bidder is told.
 * @param held offers that have reserved something: nobody else gives anything back
 */
export function offerFaults(
  { nonBids, messages, held }: { nonBids: NonBid[]; messages: Messages; held: Set<Offer> },
  means: FaultMeans,
): OnOfferFault {
  return (offer, fault) => {
    tell(fault, means);
    if (held.delete(offer)) offer.release?.();
    nonBids.push(rejected(offer, FAILED));
    messages.error(offer.seat, { code: ERROR.unknown, message: OUR_FAULT.message });
  };
}

function tell(fault: unknown, { counters, onFault }: FaultMeans): void {
  counters.count('bidder.failed');
  onFault(fault);
}
