import {
  codeOfBid,
  FAILED,
  formatOfBid,
  type ImpView,
  INVALID_RESPONSE,
  NOT_YET_REVIEWED,
  type NonBid,
  type NonBidReason,
  type Offer,
  parseCpm,
  REJECTED,
  type SeatedBid,
  WRONG_FORMAT,
} from '@jianchat/auction';
import { type CreativeVerdicts, reviewFault } from './creatives/review-fault.ts';
import { type DealTerms, underDeal } from './deals/check-deal.ts';
import { readMarkup } from './impression-markup.ts';
import { isObject } from './json-object.ts';
import type { Heard } from './stages/gather.ts';
import type { StoredAnswers } from './stages/stored-answers.ts';
import type { AnswerTerms } from './terms/answer-terms.ts';
import { ERROR, WARNING } from './terms/message-codes.ts';
import { GENERAL, type Messages } from './terms/messages.ts';
import { priceOfBid } from './terms/price-of-bid.ts';

export interface OffersOptions {
  readonly imps: readonly ImpView[];
  readonly allowedSeats: ReadonlySet<string> | undefined;
  readonly verdicts: CreativeVerdicts;
  /** Filled with offers that nobody has reviewed yet, where their bidder's run only then. */
  readonly unreviewed: Offer[];
  readonly nonBids: NonBid[];
  readonly terms: AnswerTerms;
  readonly messages: Messages;
  readonly auction: DealTerms['auction'];
  readonly deals: DealTerms['book'];
}

/** Turns one bidder's bids into offers; a bid that can't be one becomes a non-bid with the reason. */
export function offersOfAnswer(heard: Heard, options: OffersOptions): readonly Offer[] {
  if (heard.answer.outcome === 'failed') return [];
  const source = sourceOf(heard);
  for (const message of heard.answer.faults ?? [])
    options.messages.error(source.seat, { code: ERROR.invalidBid, message });
  if (heard.answer.outcome !== 'bids') return [];
  const offers: Offer[] = [];
  const rule = heard.ask.row.bidder.settings.creativeReview;
  const impOf = new Map(heard.ask.imps.map(({ index }) => [options.imps[index]?.id, options.imps[index]]));
  const seen = new Set<string>();
  for (const seated of heard.answer.bids) {
    const imp = impOf.get(seated.bid.impid);
    if (imp === undefined) {
      tellInvalid(seated, { source, options, fault: 'has no corresponding imp in request' });
      continue;
    }
    const plain = offerOf(seated, {
      source,
      imp,
      bidCurrency: seated.currency ?? heard.answer.currency,
      options,
    });
    const offered = heard.ask.imps.find(({ index }) => index === imp.index)?.deals ?? [];
    const offer =
      typeof plain === 'number'
        ? plain
        : underDeal(plain, {
            seat: seated.seat,
            offered,
            book: options.deals,
            auction: options.auction,
            convert: options.terms.convertByHost,
            impressionsMilli: imp.impressionsMilli,
          });
    const reason =
      typeof offer === 'number'
        ? offer
        : (seatFault(seated, options.allowedSeats) ??
          duplicateFault(seated, { seen, source, options }) ??
          reviewFault(offer, { verdicts: options.verdicts, rule }));
    if (typeof offer !== 'number' && reason === NOT_YET_REVIEWED) options.unreviewed.push(offer);
    if (typeof offer !== 'number' && reason === undefined) offers.push(offer);
    else options.nonBids.push(nonBidOf(seated, { source, imp, reason: reason ?? FAILED }));
  }
  return offers;
}

function seatFault(
  { seat }: SeatedBid,
  allowed: ReadonlySet<string> | undefined,
): typeof REJECTED | undefined {
  return allowed !== undefined && (seat === undefined || !allowed.has(seat)) ? REJECTED : undefined;
}

/** One bid of one id for an imp: what else stands under it could not be told apart. */
function duplicateFault(
  { bid }: SeatedBid,
  { seen, source, options }: { seen: Set<string>; source: Source; options: OffersOptions },
): typeof REJECTED | undefined {
  const key = `${bid.impid} ${bid.id}`;
  if (!seen.has(key)) {
    seen.add(key);
    return undefined;
  }
  options.messages.error(source.seat, {
    code: ERROR.invalidBid,
    message: `bid id ${bid.id.slice(0, 64)} was given twice for imp ${bid.impid.slice(0, 64)}`,
  });
  return REJECTED;
}

/** In Prebid Server's sentences, so that a partner's account manager finds what is known of them. */
function tellInvalid(
  { bid }: SeatedBid,
  { source, options, fault }: { source: Source; options: OffersOptions; fault: string },
): void {
  options.messages.error(source.seat, {
    code: ERROR.invalidBid,
    message: `Bid "${bid.id.slice(0, 64)}" ${fault}`,
  });
}

/** What keeps a price from being one. */
function priceFault(micros: number | undefined, dealId: string | undefined): string | undefined {
  if (micros === undefined) return "does not contain a positive (or zero if there is a deal) 'price'";
  // A deal may be paid for elsewhere.
  return micros === 0 && !dealId
    ? "does not contain positive 'price' which is required since there is no deal set for this bid"
    : undefined;
}

/** Whose bids they are. */
interface Source {
  readonly kind: Offer['demandKind'];
  /** Whose money it is. */
  readonly bidder: string;
  /** What it is called in the answer: itself, or an alias. */
  readonly seat: string;
  readonly latencyMs: number;
  readonly stored: boolean;
  /** Whether its markup may be anything. */
  readonly unchecked: boolean;
}

function sourceOf({ ask, latencyMs, stored }: Heard): Source {
  return {
    kind: ask.row.demand.kind,
    bidder: ask.row.bidder.id,
    seat: ask.seat,
    latencyMs,
    stored: stored === true,
    unchecked: false,
  };
}

/** The bids of stored auctions as offers: each of the seat it names, and of no bidder that is asked. */
export function offersOfStored(bids: StoredAnswers['bids'], options: OffersOptions): readonly Offer[] {
  const offers: Offer[] = [];
  for (const { seated, imp: index, currency } of bids) {
    const imp = options.imps[index];
    if (imp === undefined) continue;
    const source: Source = {
      kind: 'openrtb',
      bidder: seated.seat || 'stored',
      seat: seated.seat || 'stored',
      latencyMs: 0,
      stored: true,
      unchecked: true,
    };
    const offer = offerOf(seated, { source, imp, bidCurrency: currency, options });
    if (typeof offer !== 'number') offers.push(offer);
    else options.nonBids.push(nonBidOf(seated, { source, imp, reason: offer }));
  }
  return offers;
}

interface OfferContext {
  readonly source: Source;
  readonly imp: ImpView;
  readonly bidCurrency: string;
  readonly options: OffersOptions;
}

function offerOf(
  seated: SeatedBid,
  { source, imp, bidCurrency, options }: OfferContext,
): Offer | NonBidReason {
  const { bid, seat } = seated;
  const micros = parseCpm(bid.price);
  const fault = priceFault(micros, bid.dealid);
  if (micros === undefined || fault !== undefined) {
    if (fault !== undefined) tellInvalid(seated, { source, options, fault });
    return INVALID_RESPONSE;
  }
  const format = formatOfBid(bid, imp);
  if (format === undefined) return WRONG_FORMAT;
  const markup = readMarkup({ adm: bid.adm, nurl: bid.nurl, format, imp });
  // A stored auction stands as it is, for nobody plays it for money.
  if (typeof markup === 'number' && !source.unchecked) return markup;
  const { price: _price, impid: _impid, adm, ext, ...fields } = bid;
  const id = source.seat;
  const { terms, messages, auction } = options;
  const { currency } = auction;
  const code = codeOfBid({ bidder: id, seat }, terms.alternateCodes);
  if (!code.ok) {
    messages.warn(id, { code: WARNING.alternateBidderCode, message: code.message });
    return REJECTED;
  }
  const priceMicros = priceOfBid(
    { micros, currency: bidCurrency, bidder: id, format, dealId: fields.dealid },
    { terms, imp, currency },
  );
  if (priceMicros === undefined) {
    tellNoRate(id, { from: bidCurrency, options });
    return REJECTED;
  }
  const { prebid, dsa, ...own } = ext ?? {};
  const size = format === 'banner' && !(fields.w && fields.h) ? onlySize(imp) : undefined;
  return {
    imp: imp.index,
    demandKind: source.kind,
    demand: source.bidder,
    seat: code.code,
    advertiser: '',
    priceMicros,
    currency,
    ...((priceMicros !== micros || currency !== bidCurrency) && {
      bidPrice: { micros, currency: bidCurrency },
    }),
    format,
    bid: size === undefined ? fields : { ...fields, ...size },
    ...(prebid?.video && { video: prebid.video }),
    ...(prebid?.dealpriority !== undefined && { dealPriority: prebid.dealpriority }),
    ...(isObject(dsa) && { transparency: dsa }),
    meta: {
      ...prebid?.meta,
      ...(fields.adomain && { advertiserDomains: fields.adomain }),
      adaptercode: source.bidder,
    },
    ...lengthOf(fields.dur, typeof markup === 'number' ? undefined : markup.lengthSec),
    ...(ext && { ext: own }),
    adm: typeof markup === 'number' ? adm : markup.adm,
    clickUrl: '',
    latencyMs: source.latencyMs,
    ...(source.stored && { stored: true }),
    render: typeof markup === 'number' ? () => adm ?? '' : markup.render,
  };
}

/** Whatever a bid says, it takes as long as its markup does. */
function lengthOf(said: number | undefined, known: number | undefined): { lengthSec?: number } {
  return known === undefined ? {} : { lengthSec: Math.max(known, said ?? 0) };
}

function tellNoRate(bidder: string, { from, options }: { from: string; options: OffersOptions }): void {
  const { messages, auction, terms } = options;
  messages.error(bidder, {
    code: ERROR.noConversionRate,
    message: `Currency conversion rate not found: '${from}' => '${auction.currency.slice(0, 3)}'`,
  });
  if (terms.ratesStale)
    messages.warn(GENERAL, {
      code: WARNING.currency,
      message: 'the currency rates of this host are stale and were not used',
    });
}

/** A banner bid without size takes the imp's, where there is just one. */
function onlySize(imp: ImpView): { w: number; h: number } | undefined {
  const [size] = imp.sizes;
  if (size === undefined || imp.sizes.length > 1) return undefined;
  const cut = size.indexOf('x');
  return { w: Number(size.slice(0, cut)), h: Number(size.slice(cut + 1)) };
}

function nonBidOf(
  { bid }: SeatedBid,
  { source, imp, reason }: { source: Source; imp: ImpView; reason: NonBidReason },
): NonBid {
  return {
    imp: imp.index,
    demandKind: source.kind,
    demand: source.bidder,
    seat: source.seat,
    advertiser: '',
    creative: bid.crid ?? '',
    priceMicros: parseCpm(bid.price) ?? 0,
    reason,
    latencyMs: source.latencyMs,
  };
}
