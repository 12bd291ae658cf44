import {
  FAILED,
  formatOfBid,
  type ImpView,
  INVALID_RESPONSE,
  type NonBid,
  type Offer,
  parseCpm,
  REJECTED,
  type SeatedBid,
  WRONG_FORMAT,
} from '@jianchat/auction';
import { readMarkup } from './impression-markup.ts';
import type { Heard } from './stages/gather.ts';

/** Turns one bidder's bids into offers; a bid that can't be one becomes a non-bid with the reason. */
export function offersOfAnswer(
  heard: Heard,
  options: { imps: readonly ImpView[]; allowedSeats: ReadonlySet<string> | undefined; nonBids: NonBid[] },
): readonly Offer[] {
  if (heard.answer.outcome !== 'bids') return [];
  const offers: Offer[] = [];
  const impOf = new Map(heard.ask.imps.map(({ index }) => [options.imps[index]?.id, options.imps[index]]));
  for (const seated of heard.answer.bids) {
    const imp = impOf.get(seated.bid.impid);
    if (imp === undefined) continue;
    const offer = offerOf(seated, { heard, imp, currency: heard.answer.currency });
    const reason = typeof offer === 'number' ? offer : seatFault(seated, options.allowedSeats);
    if (typeof offer !== 'number' && reason === undefined) offers.push(offer);
    else options.nonBids.push(nonBidOf(seated, { heard, imp, reason: reason ?? FAILED }));
  }
  return offers;
}

function seatFault(
  { seat }: SeatedBid,
  allowed: ReadonlySet<string> | undefined,
): typeof REJECTED | undefined {
  return allowed !== undefined && (seat === undefined || !allowed.has(seat)) ? REJECTED : undefined;
}

interface OfferContext {
  readonly heard: Heard;
  readonly imp: ImpView;
  readonly currency: string;
}

function offerOf({ bid }: SeatedBid, { heard, imp, currency }: OfferContext): Offer | NonBid['reason'] {
  const priceMicros = parseCpm(bid.price);
  if (priceMicros === undefined || priceMicros === 0) return INVALID_RESPONSE;
  const format = formatOfBid(bid, imp);
  if (format === undefined) return WRONG_FORMAT;
  const markup = readMarkup({ adm: bid.adm, nurl: bid.nurl, format, imp });
  if (typeof markup === 'number') return markup;
  const { price: _price, impid: _impid, adm: _adm, ext, ...fields } = bid;
  const id = heard.ask.row.bidder.id;
  const size = format === 'banner' && !(fields.w && fields.h) ? onlySize(imp) : undefined;
  return {
    imp: imp.index,
    demandKind: heard.ask.row.demand.kind,
    demand: id,
    seat: id,
    advertiser: '',
    priceMicros,
    currency,
    format,
    bid: size === undefined ? fields : { ...fields, ...size },
    ...(ext?.prebid?.video && { video: ext.prebid.video }),
    ...(ext?.prebid?.dealpriority !== undefined && { dealPriority: ext.prebid.dealpriority }),
    meta: {
      ...ext?.prebid?.meta,
      ...(fields.adomain && { advertiserDomains: fields.adomain }),
      adaptercode: id,
    },
    adm: markup.adm,
    clickUrl: '',
    latencyMs: heard.latencyMs,
    render: markup.render,
  };
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
  { heard, imp, reason }: { heard: Heard; imp: ImpView; reason: NonBid['reason'] },
): NonBid {
  return {
    imp: imp.index,
    demandKind: heard.ask.row.demand.kind,
    demand: heard.ask.row.bidder.id,
    seat: heard.ask.row.bidder.id,
    advertiser: '',
    creative: bid.crid ?? '',
    priceMicros: parseCpm(bid.price) ?? 0,
    reason,
    latencyMs: heard.latencyMs,
  };
}
