import { type ImpView, type MultiBidRule, multiBidOf, type Offer, targetingOf } from '@jianchat/auction';
import { mediaOf } from '../../terms/price-of-bid.ts';
import type { Outcome } from './outcome.ts';

/** The ad server's keys of one bid, and the code they end in where multibid gave it one. */
export interface BidKeys {
  readonly targeting: Record<string, string> | undefined;
  readonly bidderCode: string | undefined;
  /** The code that its own keys end in. */
  readonly code: string;
}

const ONE_BID: MultiBidRule = { bidsMax: 1, codePrefix: '' };

/** A seat's best bid for the imp gets keys, and as many further ones as multibid names a code for. */
export function keysOf(
  offer: Offer,
  { imp, standing, at, outcome }: { imp: ImpView; standing: readonly Offer[]; at: number; outcome: Outcome },
): BidKeys {
  const { targeting, multiBids } = outcome.terms;
  const none: BidKeys = { targeting: undefined, bidderCode: undefined, code: offer.seat };
  if (targeting === undefined) return none;
  let place = 0;
  for (let before = 0; before < at; before++) if (standing[before]?.seat === offer.seat) place++;
  const rule = multiBidOf(multiBids, offer.seat) ?? ONE_BID;
  if (place >= rule.bidsMax || (place > 0 && rule.codePrefix === '')) return none;
  const code = place === 0 ? offer.seat : `${rule.codePrefix}${place + 1}`;
  return {
    targeting: targetingOf(targeting, {
      code,
      priceMicros: offer.priceMicros,
      format: offer.format,
      outstream: mediaOf(offer.format, imp) === 'video-outstream',
      w: offer.bid.w,
      h: offer.bid.h,
      dealId: offer.bid.dealid,
      best: at === 0,
      environment: outcome.environment,
      categoryDuration: outcome.categoryLabels?.get(offer),
    }),
    bidderCode: rule.bidsMax > 1 ? code : undefined,
    code,
  };
}
