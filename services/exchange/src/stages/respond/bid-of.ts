import {
  type AdUrls,
  currencyOf,
  formatMicros,
  type ImpFloor,
  type ImpView,
  type Offer,
  toCpm,
} from '@jianchat/auction';
import { type EventKind, mayReport } from '@jianchat/events';
import { type Bid, type BidExtPrebid, type MacroValues, substituteMacros } from '@jianchat/openrtb';
import { toldTransparency } from '@jianchat/supply-chain';
import type { BidKeys } from './keys-of.ts';
import type { Outcome, RespondMeans } from './outcome.ts';
import { ownBidId } from './own-bid-id.ts';

/** OpenRTB 2.6, list "Creative Markup Types". */
const MTYPES: Readonly<Record<Offer['format'], number>> = { banner: 1, video: 2, audio: 3, native: 4 };

export interface BidContext {
  readonly outcome: Outcome;
  readonly means: RespondMeans;
  readonly imp: ImpView;
  /** Among the offers of its imp, from 0. */
  readonly place: number;
  readonly keys: BidKeys;
}

/** One bid as it goes out, with its ad's signed URLs. */
export function bidOf(offer: Offer, context: BidContext): Bid {
  const { outcome, means } = context;
  const paid = paidFor(offer);
  const urls =
    offer.stored === true
      ? undefined
      : signUrls(offer, { means, paid, podAd: context.imp.pod && context.place + 1 });
  const isDirect = offer.demandKind === 'direct';
  const ownId = isDirect || outcome.generatesBidIds ? ownIdOf(offer, context) : undefined;
  const id = isDirect && ownId !== undefined ? ownId : offer.bid.id;
  const prebid: BidExtPrebid = {
    type: offer.format,
    ...(urls && outcome.terms.events && { events: { win: urls.win, imp: urls.impression } }),
    bidid: ownId ?? id,
  };
  if (offer.meta !== undefined) prebid.meta = offer.meta;
  if (offer.video !== undefined) prebid.video = { ...offer.video };
  if (offer.dealPriority !== undefined) prebid.dealpriority = offer.dealPriority;
  if (outcome.tierSatisfied?.has(offer)) prebid.dealtiersatisfied = true;
  const own = context.imp.imp.ext?.prebid;
  if (own?.passthrough !== undefined) prebid.passthrough = own.passthrough;
  const floors = floorsOf(context);
  if (floors !== undefined) prebid.floors = floors;
  const { targeting, bidderCode } = context.keys;
  if (targeting !== undefined) prebid.targeting = targeting;
  if (bidderCode !== undefined) prebid.targetbiddercode = bidderCode;
  const video = means.echoedVideo(offer.imp);
  if (video !== undefined) prebid.storedrequestattributes = video;
  const dsa = isDirect
    ? toldTransparency(outcome.request.regs?.ext?.dsa, offer.transparency)
    : offer.transparency;
  const bid: Bid = {
    ...offer.bid,
    id,
    mtype: offer.bid.mtype ?? MTYPES[offer.format],
    impid: context.imp.id,
    price: toCpm(offer.priceMicros),
    adm: urls === undefined ? (offer.adm ?? '') : offer.render(urls),
    ext: {
      ...offer.ext,
      ...(dsa && { dsa }),
      prebid,
      origbidcpm: toCpm(paid.micros),
      origbidcur: paid.currency,
    },
  };
  // Only outside demand writes macros: our own markup has its values already.
  if (!isDirect) fillMacros(bid, macrosOf(offer, context));
  return bid;
}

const ownIdOf = ({ demand, seat, bid }: Offer, { outcome, imp }: BidContext): string =>
  ownBidId({ request: outcome.requestId, imp: imp.id, demand, seat, own: bid.id });

/** A player puts its code in the place of VAST's macro. */
function reportUrl(publicUrl: string, kind: EventKind, { token }: { token: string }): string {
  if (kind === 'click') return `${publicUrl}/c/${token}`;
  return `${publicUrl}/e/${token}${kind === 'error' ? '?code=[ERRORCODE]' : ''}`;
}

/** What the bid was held to: a rule's floor, or what the imp itself asks. */
function floorsOf({ outcome, imp }: BidContext): BidExtPrebid['floors'] {
  const ruled = outcome.floors?.of(imp.index);
  if (ruled !== undefined) return ruledFloors(ruled);
  const { bidfloor = 0, bidfloorcur } = imp.imp;
  return bidfloor > 0 ? { floorValue: bidfloor, floorCurrency: currencyOf(bidfloorcur) } : undefined;
}

function ruledFloors({ rule, ruleMicros, micros, currency }: ImpFloor): NonNullable<BidExtPrebid['floors']> {
  return {
    ...(rule !== '' && { floorRule: rule }),
    floorRuleValue: toCpm(ruleMicros),
    floorValue: toCpm(micros),
    floorCurrency: currency,
  };
}

/** One signature for everything that may happen to the ad. */
function signUrls(
  offer: Offer,
  {
    means,
    paid,
    podAd,
  }: {
    means: RespondMeans;
    paid: { readonly micros: number; readonly currency: string };
    podAd: number | undefined;
  },
): AdUrls {
  const common = means.claims(offer);
  const token = means.mint.sign({
    ...common,
    imp: offer.imp,
    format: offer.format,
    demandKind: offer.demandKind,
    demand: offer.demand,
    advertiser: offer.advertiser,
    creative: offer.bid.crid ?? '',
    priceCpmMicros: offer.charge?.impressionCpmMicros ?? paid.micros,
    ...(offer.charge?.clickMicros ? { clickMicros: offer.charge.clickMicros } : undefined),
    ...(offer.charge?.dayMicros ? { dayMicros: offer.charge.dayMicros } : undefined),
    currency: paid.currency,
    clickUrl: offer.clickUrl,
    ...(podAd !== undefined && { podAd }),
  });
  return {
    display: `${common.auction}.${offer.imp}.${podAd ?? 0}.${offer.bid.id}`,
    impression: urlOf(means.publicUrl, '/e/', token('impression')),
    win: urlOf(means.publicUrl, '/e/', token('win')),
    click: offer.clickUrl === '' ? '' : urlOf(means.publicUrl, '/c/', token('click')),
    report: (kind: EventKind): string =>
      mayReport(common.kinds, kind) ? reportUrl(means.publicUrl, kind, { token: token(kind) }) : '',
  };
}

/** Joined, so that it is a text of one piece: V8 writes answers as JSON twice as fast where every text is. */
const urlOf = (...parts: readonly string[]): string => parts.join('');

/** What the bid costs its bidder: what it bid, in its own currency. */
function paidFor(offer: Offer): { readonly micros: number; readonly currency: string } {
  return offer.bidPrice ?? { micros: offer.priceMicros, currency: offer.currency };
}

function fillMacros(bid: Bid, macros: MacroValues): void {
  if (bid.adm !== undefined) bid.adm = substituteMacros(bid.adm, macros);
  if (bid.nurl !== undefined) bid.nurl = substituteMacros(bid.nurl, macros);
  if (bid.burl !== undefined) bid.burl = substituteMacros(bid.burl, macros);
  if (bid.lurl !== undefined) bid.lurl = substituteMacros(bid.lurl, macros);
}

function macrosOf(offer: Offer, { outcome, means, imp }: BidContext): MacroValues {
  const paid = paidFor(offer);
  return {
    AUCTION_ID: outcome.requestId,
    AUCTION_BID_ID: offer.bid.id,
    AUCTION_IMP_ID: imp.id,
    AUCTION_SEAT_ID: offer.seat,
    ...(offer.bid.adid !== undefined && { AUCTION_AD_ID: offer.bid.adid }),
    AUCTION_PRICE: trimZeros(formatMicros(paid.micros, 6)),
    AUCTION_CURRENCY: paid.currency,
    AUCTION_MULTIPLIER: String((means.claims(offer).impressionsMilli ?? 1000) / 1000),
  };
}

/** "1.500000" → "1.5": prices are written as short as they are. */
function trimZeros(decimal: string): string {
  let end = decimal.length;
  while (decimal.charAt(end - 1) === '0') end--;
  return decimal.slice(0, decimal.charAt(end - 1) === '.' ? end - 1 : end);
}
