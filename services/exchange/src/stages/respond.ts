import {
  formatMicros,
  NO_BID,
  NON_BID_REASONS,
  type NonBid,
  type Offer,
  type TargetingRules,
  targetingOf,
  toCpm,
} from '@jianchat/auction';
import type { EventClaims, TokenMint } from '@jianchat/events';
import {
  type Bid,
  type BidExtPrebid,
  type BidResponse,
  type MacroValues,
  type ResponseExt,
  type ResponseMessage,
  type SeatNonBid,
  substituteMacros,
} from '@jianchat/openrtb';
import type { Heard } from './gather.ts';
import type { Ranking } from './rank.ts';

/** All that an answer is made of. */
export interface Outcome {
  readonly requestId: string;
  readonly auctionId: string;
  readonly atMs: number;
  readonly currency: string;
  readonly tmaxMs: number;
  readonly rankings: readonly Ranking[];
  readonly nonBids: readonly NonBid[];
  readonly heard: readonly Heard[];
  readonly unknownBidders: readonly string[];
  readonly warnings: readonly string[];
  readonly targeting: TargetingRules | undefined;
  readonly environment: 'mobile-app' | 'amp' | undefined;
  readonly wantsNonBids: boolean;
  /** The admitted request, where the client asked for debug data. */
  readonly debugRequest: unknown;
}

export interface RespondMeans {
  readonly mint: TokenMint;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** What a token says beside the offer. */
  claims(offer: Offer): Omit<EventClaims, keyof OfferClaims>;
}

type OfferClaims = Pick<
  EventClaims,
  | 'imp'
  | 'format'
  | 'demandKind'
  | 'demand'
  | 'advertiser'
  | 'creative'
  | 'priceCpmMicros'
  | 'currency'
  | 'clickUrl'
>;

/** Builds the bid response once, with each ad's signed URLs. */
export function respond(outcome: Outcome, means: RespondMeans): BidResponse {
  const seats: { seat: string; bid: Bid[]; group: 0 }[] = [];
  let serial = 0;
  for (const { imp, standing } of outcome.rankings) {
    for (let at = 0; at < standing.length; at++) {
      const offer = standing[at];
      if (offer === undefined) continue;
      const keys = keysOf(offer, { standing, at, outcome });
      const bid = bidOf(offer, { outcome, means, impId: imp.id, serial: serial++, keys });
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

/** Only a seat's best bid for the imp gets keys: the list is ordered, so that is its first. */
function keysOf(
  offer: Offer,
  { standing, at, outcome }: { standing: readonly Offer[]; at: number; outcome: Outcome },
): Record<string, string> | undefined {
  if (outcome.targeting === undefined) return undefined;
  for (let before = 0; before < at; before++) if (standing[before]?.seat === offer.seat) return undefined;
  return targetingOf(outcome.targeting, {
    seat: offer.seat,
    priceMicros: offer.priceMicros,
    format: offer.format,
    w: offer.bid.w,
    h: offer.bid.h,
    dealId: offer.bid.dealid,
    best: at === 0,
    environment: outcome.environment,
  });
}

interface BidContext {
  readonly outcome: Outcome;
  readonly means: RespondMeans;
  readonly impId: string;
  /** Position of the bid in the answer. */
  readonly serial: number;
  readonly keys: Record<string, string> | undefined;
}

function bidOf(offer: Offer, context: BidContext): Bid {
  const { outcome, means } = context;
  offer.reserve?.();
  const token = means.mint.sign({
    ...means.claims(offer),
    imp: offer.imp,
    format: offer.format,
    demandKind: offer.demandKind,
    demand: offer.demand,
    advertiser: offer.advertiser,
    creative: offer.bid.crid ?? '',
    priceCpmMicros: offer.priceMicros,
    currency: offer.currency,
    clickUrl: offer.clickUrl,
  });
  const urls = {
    impression: `${means.publicUrl}/e/${token('impression')}`,
    win: `${means.publicUrl}/e/${token('win')}`,
    click: offer.clickUrl === '' ? '' : `${means.publicUrl}/c/${token('click')}`,
  };
  const prebid: BidExtPrebid = {
    type: offer.format,
    events: { win: urls.win, imp: urls.impression },
    bidid: `${outcome.auctionId}.${context.serial}`,
  };
  if (offer.meta !== undefined) prebid.meta = offer.meta;
  if (context.keys !== undefined) prebid.targeting = context.keys;
  const price = toCpm(offer.priceMicros);
  const bid: Bid = {
    ...offer.bid,
    impid: context.impId,
    price,
    adm: offer.render(urls),
    ext: { prebid, origbidcpm: price, origbidcur: offer.currency },
  };
  // Only outside demand writes macros: our own markup has its values already.
  if (offer.demandKind !== 'direct') fillMacros(bid, macrosOf(offer, context));
  return bid;
}

function fillMacros(bid: Bid, macros: MacroValues): void {
  if (bid.adm !== undefined) bid.adm = substituteMacros(bid.adm, macros);
  if (bid.nurl !== undefined) bid.nurl = substituteMacros(bid.nurl, macros);
  if (bid.burl !== undefined) bid.burl = substituteMacros(bid.burl, macros);
  if (bid.lurl !== undefined) bid.lurl = substituteMacros(bid.lurl, macros);
}

function macrosOf(offer: Offer, { outcome, impId }: BidContext): MacroValues {
  return {
    AUCTION_ID: outcome.requestId,
    AUCTION_BID_ID: offer.bid.id,
    AUCTION_IMP_ID: impId,
    AUCTION_SEAT_ID: offer.seat,
    ...(offer.bid.adid !== undefined && { AUCTION_AD_ID: offer.bid.adid }),
    AUCTION_PRICE: trimZeros(formatMicros(offer.priceMicros, 6)),
    AUCTION_CURRENCY: offer.currency,
  };
}

/** "1.500000" → "1.5": prices are written as short as they are. */
function trimZeros(decimal: string): string {
  let end = decimal.length;
  while (decimal.charAt(end - 1) === '0') end--;
  return decimal.slice(0, decimal.charAt(end - 1) === '.' ? end - 1 : end);
}

function extOf(outcome: Outcome): ResponseExt {
  const ext: ResponseExt = {
    responsetimemillis: Object.fromEntries(
      outcome.heard.map(({ ask, latencyMs }) => [ask.row.bidder.id, latencyMs]),
    ),
    tmaxrequest: outcome.tmaxMs,
    prebid: { auctiontimestamp: outcome.atMs },
  };
  const errors = errorsOf(outcome);
  if (errors !== undefined) ext.errors = errors;
  const warnings = warningsOf(outcome);
  if (warnings !== undefined) ext.warnings = warnings;
  if (outcome.wantsNonBids) {
    const seatnonbid = seatNonBids(outcome);
    ext.seatnonbid = seatnonbid;
    ext.prebid = { ...ext.prebid, seatnonbid };
  }
  if (outcome.debugRequest !== undefined) ext.debug = debugOf(outcome);
  return ext;
}

/** Prebid Server's codes: 1 timeout, 3 bad server response, 999 anything else. */
function errorsOf({ heard }: Outcome): Record<string, ResponseMessage[]> | undefined {
  const errors: Record<string, ResponseMessage[]> = {};
  let some = false;
  for (const { ask, answer } of heard) {
    if (answer.outcome !== 'failed') continue;
    some = true;
    const code = answer.reason === 101 ? 1 : answer.status > 0 ? 3 : 999;
    errors[ask.row.bidder.id] = [{ code, message: answer.message }];
  }
  return some ? errors : undefined;
}

function warningsOf({ unknownBidders, warnings }: Outcome): Record<string, ResponseMessage[]> | undefined {
  if (unknownBidders.length === 0 && warnings.length === 0) return undefined;
  const general = [
    ...warnings,
    ...unknownBidders.map(
      (name) =>
        `request.imp[].ext.prebid.bidder contains unknown bidder: ${name.slice(0, 64)}. Did you forget an alias in request.ext.prebid.aliases?`,
    ),
  ];
  return { prebid: general.map((message) => ({ code: 999, message })) };
}

function seatNonBids({ nonBids, rankings }: Outcome): SeatNonBid[] {
  const seats = new Map<string, SeatNonBid>();
  for (const nonBid of nonBids) {
    // Codes from 500 on are ours: an outside reader gets the published "no bid".
    const statuscode = nonBid.reason >= 500 ? NO_BID : nonBid.reason;
    const seat = seats.get(nonBid.seat) ?? { seat: nonBid.seat, nonbid: [] };
    seat.nonbid.push({ impid: rankings[nonBid.imp]?.imp.id ?? '', statuscode });
    seats.set(nonBid.seat, seat);
  }
  return [...seats.values()];
}

/** What was asked of whom. Never the raw request: only what the gates let through. */
function debugOf({ heard, debugRequest }: Outcome): NonNullable<ResponseExt['debug']> {
  return {
    httpcalls: Object.fromEntries(
      heard.map(({ ask, answer, sentText }) => [
        ask.row.bidder.id,
        [{ requestbody: sentText ?? '', status: answer.status, outcome: textOf(answer) }],
      ]),
    ),
    resolvedrequest: debugRequest,
  };
}

function textOf(answer: Heard['answer']): string {
  return answer.outcome === 'failed' ? NON_BID_REASONS[answer.reason] : answer.outcome;
}
