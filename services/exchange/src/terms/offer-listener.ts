import { formatMicros, type Offer, type OfferListener } from '@jianchat/auction';
import type { TransparencyFault } from '@jianchat/supply-chain';
import { ERROR, WARNING } from './message-codes.ts';
import type { Messages } from './messages.ts';

/** Prebid Server's words. */
const OPAQUE: Readonly<Record<TransparencyFault, string>> = {
  missing: 'DSA object missing when required',
  behalfTooLong: 'DSA behalf exceeds limit of 100 chars',
  paidTooLong: 'DSA paid exceeds limit of 100 chars',
  nobodyRenders: 'DSA publisher and buyer both signal will not render',
  bothRender: 'DSA publisher and buyer both signal will render',
};

const DECIMALS = 4;
const cpm = (micros: number, currency: string): string => `${formatMicros(micros, DECIMALS)} ${currency}`;
/** Our own demand has many offers for each that could go out, and its advertisers read why in reports. */
const isOutside = ({ demandKind }: Offer): boolean => demandKind !== 'direct';

/** Says under a bidder's name why its bids were refused. */
export function offerListener(messages: Messages): OfferListener {
  return {
    opaque(offer, fault) {
      if (isOutside(offer))
        messages.warn(offer.demand, {
          code: WARNING.transparency,
          message: `bid rejected: ${OPAQUE[fault]}`,
        });
    },
    unfit(offer, text) {
      if (isOutside(offer))
        messages.error(offer.demand, {
          code: ERROR.badInput,
          message: `bid ${offer.bid.id.slice(0, 64)} rejected: ${text}`,
        });
    },
    belowFloor(offer, imp, floorMicros) {
      // A floor that nothing can clear is told by itself, a placement's own never.
      const isTold = Number.isFinite(floorMicros) && floorMicros > imp.placementFloorMicros;
      if (!isOutside(offer) || !isTold) return;
      const { bid, currency, priceMicros, seat } = offer;
      messages.warn(offer.demand, {
        code: WARNING.floorRejection,
        message: `${seat} bid id ${bid.id.slice(0, 64)} rejected - bid price ${cpm(priceMicros, currency)} is less than bid floor ${cpm(floorMicros, currency)} for imp ${imp.id.slice(0, 64)}`,
      });
    },
  };
}
