import {
  type AdjustedMedia,
  adjustPrice,
  convertMicros,
  factorFor,
  type ImpView,
  type Offer,
} from '@jianchat/auction';
import type { AnswerTerms } from './answer-terms.ts';

export interface BidToPrice {
  readonly micros: number;
  readonly currency: string;
  readonly bidder: string;
  readonly format: Offer['format'];
  readonly dealId: string | undefined;
}

/**
 * What a bid competes with: converted to the auction's currency, multiplied by the request's factor, then taken through the rules.
 * Each step is rounded half up to a micro.
 * @returns undefined where no rate leads from its currency to the auction's
 */
export function priceOfBid(
  bid: BidToPrice,
  { terms, imp, currency }: { terms: AnswerTerms; imp: ImpView; currency: string },
): number | undefined {
  const rate = terms.convert(bid.currency, currency);
  let priceMicros = rate && convertMicros(bid.micros, rate);
  if (priceMicros === undefined) return undefined;
  const { factors, adjustments } = terms;
  if (factors.byBidder.size === 0 && factors.byMedia.size === 0 && adjustments.size === 0) return priceMicros;
  const media = mediaOf(bid.format, imp);
  const factor = factorFor(factors, { media, bidder: bid.bidder });
  if (factor !== undefined) priceMicros = convertMicros(priceMicros, factor) ?? priceMicros;
  return adjustPrice(
    { media, bidder: bid.bidder, dealId: bid.dealId, priceMicros },
    { rules: adjustments, currency, convert: terms.convert },
  );
}

/** A video that says nothing of where it plays is taken for one inside a stream. */
export function mediaOf(format: Offer['format'], { imp }: ImpView): AdjustedMedia {
  if (format !== 'video') return format;
  const { placement, plcmt } = imp.video ?? {};
  const inStream = placement === undefined && plcmt === undefined ? true : placement === 1 || plcmt === 1;
  return inStream ? 'video-instream' : 'video-outstream';
}
