import type { AdFormat } from '@jianchat/events';
import type { Bid } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import type { Blocks } from '@jianchat/snapshot';
import { type AskedTransparency, type TransparencyFault, transparencyFault } from '@jianchat/supply-chain';
import { blockAgainst, type RequestBlocks, readBlocks } from './blocks.ts';
import { type Conversion, NO_CONVERSION } from './currency/conversion.ts';
import { convertMicros, currencyOf } from './currency/rate.ts';
import { lengthOf } from './fill-pod.ts';
import type { AuctionedImp, ImpView } from './imp-view.ts';
import { type LengthTerms, lengthFloorMicros } from './length-floor.ts';
import {
  BELOW_DEAL_FLOOR,
  BELOW_FLOOR,
  INVALID_CREATIVE,
  NOT_SECURE,
  type NonBidReason,
  REJECTED,
  SIZE_NOT_ALLOWED,
  WRONG_FORMAT,
} from './non-bid-reason.ts';
import type { Offer } from './offer.ts';
import { parseFloor } from './price.ts';
import { isAboveFloors, rankOf } from './priority.ts';

/** What a request forbids, and the one currency it is held in. */
export interface OfferRules {
  readonly currency: string;
  /** For floors of deals in other currencies. */
  readonly convert: Conversion;
  readonly blocks: RequestBlocks;
  /** What the request asks of ads under the EU's Digital Services Act (`regs.ext.dsa`). */
  readonly transparency?: AskedTransparency;
  readonly listener?: OfferListener;
  readonly checks: OfferChecks;
}

/** Told of offers that are refused for what their bidder, or the publisher, could have known. */
export interface OfferListener {
  opaque(offer: Offer, fault: TransparencyFault): void;
  /** Its creative fails a check that is enforced. */
  unfit(offer: Offer, text: string): void;
  /** @param floorMicros in the currency of the auction */
  belowFloor(offer: Offer, imp: ImpView, floorMicros: number): void;
}

/** What happens to a bid that fails a check: nothing, a word in the answer, or its refusal. */
export type CheckMode = 'skip' | 'warn' | 'enforce';

/** Checks that an account may loosen. */
export interface OfferChecks {
  readonly size: CheckMode;
  readonly secure: CheckMode;
  /** Pixels up to which a banner may have another size than the imp's; 0 for none. */
  readonly wMax: number;
  readonly hMax: number;
  /** Told of a bid that fails a check of mode `warn`. */
  warn(offer: Offer, text: string): void;
}

/** The warning of a creative that fetches over plain http. */
export const INSECURE = 'the creative is not secure, but the imp asks for it';

export const ENFORCED_CHECKS: OfferChecks = {
  size: 'enforce',
  secure: 'enforce',
  wMax: 0,
  hMax: 0,
  warn: () => undefined,
};

/** @param options `currency` is ISO 4217; `blocks`: what the media itself does not want, besides what the request says */
export function readOfferRules(
  request: Parameters<typeof readBlocks>[0] & Pick<RequestFor<'adDelivery'>, 'regs'>,
  {
    currency,
    convert = NO_CONVERSION,
    checks = ENFORCED_CHECKS,
    blocks = {},
    listener,
  }: {
    currency: string;
    convert?: Conversion;
    checks?: OfferChecks;
    blocks?: Blocks;
    listener?: OfferListener;
  },
): OfferRules {
  const transparency = request.regs?.ext?.dsa;
  return {
    ...(transparency && { transparency }),
    ...(listener && { listener }),
    currency,
    convert,
    checks,
    blocks: readBlocks(request, blocks),
  };
}

/** A deal may be paid for elsewhere; a house ad costs nobody anything. */
const isPriced = ({ priceMicros, bid, demandKind }: Offer): boolean =>
  priceMicros > 0 || (priceMicros === 0 && (demandKind === 'direct' || Boolean(bid.dealid)));

/** Whether an offer may compete for its imp; the reason where it may not. */
export function checkOffer(offer: Offer, imp: ImpView, rules: OfferRules): NonBidReason | undefined {
  if (offer.currency !== rules.currency || !isPriced(offer)) return REJECTED;
  if (!imp.formats.includes(offer.format)) return WRONG_FORMAT;
  const below = floorFault(offer, imp, rules);
  if (below !== undefined) return below;
  if (offer.format === 'banner' && failsSize(offer, imp, rules)) return SIZE_NOT_ALLOWED;
  const blocked = blockAgainst(offer.bid, { format: offer.format, imp, blocks: rules.blocks });
  if (blocked !== undefined) return blocked;
  const opaque = transparencyFault(rules.transparency, offer.transparency);
  if (opaque !== undefined) {
    rules.listener?.opaque(offer, opaque);
    // Prebid Server's code for it: 304 of the published list means a deal's floor.
    return REJECTED;
  }
  if (offer.demandKind === 'direct') return undefined;
  if (!offer.adm) return INVALID_CREATIVE;
  if (imp.imp.secure === 1 && failsSecure(offer, rules)) return NOT_SECURE;
  return undefined;
}

/**
 * A bid with a deal of the request must clear the deal's floor, where it has one, instead of the imp's; any other deal what the imp
 * asks of deals. Floors by length hold besides.
 */
function floorFault(
  offer: Offer,
  imp: ImpView,
  { currency, convert, listener }: OfferRules,
): NonBidReason | undefined {
  const { bid, priceMicros } = offer;
  if (offer.booked === true || isAboveFloors(rankOf(offer))) return undefined;
  const isBelow = (micros: number | undefined, from: string | undefined): boolean => {
    if (micros === 0) return false;
    const rate = convert(currencyOf(from), currency);
    const floor = rate && micros !== undefined ? convertMicros(micros, rate) : undefined;
    return floor === undefined || priceMicros < floor;
  };
  const byLength = (terms: LengthTerms | undefined, from: string | undefined): boolean =>
    terms !== undefined && isBelow(lengthFloorMicros(terms, lengthOf(offer)), from);
  const deal = bid.dealid === undefined ? undefined : imp.imp.pmp?.deals?.find(({ id }) => id === bid.dealid);
  if (deal?.bidfloor !== undefined) {
    const below = isBelow(parseFloor(deal.bidfloor), deal.bidfloorcur);
    return below || byLength(deal, deal.bidfloorcur) ? BELOW_DEAL_FLOOR : undefined;
  }
  const least = bid.dealid === undefined ? imp.floorMicros : (imp.dealFloorMicros ?? imp.floorMicros);
  if (priceMicros < least) {
    listener?.belowFloor(offer, imp, least);
    return BELOW_FLOOR;
  }
  if (byLength(playerOf(offer, imp), imp.imp.bidfloorcur)) return BELOW_FLOOR;
  return undefined;
}

const playerOf = ({ format }: Offer, { imp }: ImpView): LengthTerms | undefined =>
  format === 'video' || format === 'audio' ? imp[format] : undefined;

/**
 * Media type of a bid: `mtype` (OpenRTB 2.6), else `ext.prebid.type`, else what the imp asks for, else what the markup
 * looks like.
 */
export function formatOfBid(bid: Bid, imp: ImpView): AdFormat | undefined {
  if (bid.mtype !== undefined) return MTYPES[bid.mtype];
  const declared = bid.ext?.prebid?.type;
  if (declared !== undefined) return declared;
  if (imp.formats.length === 1) return imp.formats[0];
  const start = (bid.adm ?? '').slice(0, 64).trimStart();
  if (start.startsWith('<VAST') || start.startsWith('<?xml')) return 'video';
  return start.startsWith('{') ? 'native' : 'banner';
}

const MTYPES: readonly (AdFormat | undefined)[] = [undefined, 'banner', 'video', 'audio', 'native'];

function failsSize(offer: Offer, imp: ImpView, { checks, listener }: OfferRules): boolean {
  if (checks.size === 'skip' || fitsBanner(offer.bid, imp)) return false;
  const { w, h } = offer.bid;
  if (w && h && w <= checks.wMax && h <= checks.hMax) return false;
  const text = `the creative's size ${w ?? 0}x${h ?? 0} is none of the imp's`;
  if (checks.size === 'enforce') listener?.unfit(offer, text);
  else checks.warn(offer, text);
  return checks.size === 'enforce';
}

function failsSecure(offer: Offer, { checks, listener }: OfferRules): boolean {
  if (checks.secure === 'skip' || !isInsecure(offer.adm ?? '')) return false;
  if (checks.secure === 'enforce') listener?.unfit(offer, INSECURE);
  else checks.warn(offer, INSECURE);
  return checks.secure === 'enforce';
}

function fitsBanner(bid: Offer['bid'], imp: ImpView): boolean {
  const { w, h } = bid;
  const { room } = imp;
  if (room !== undefined && w && h && w >= room.wMin && h >= room.hMin && w <= room.wMax && h <= room.hMax)
    return true;
  if (bid.wratio && bid.hratio) return hasRatio(bid, imp.imp);
  // An interstitial takes the whole screen: it names no sizes.
  if (imp.sizes.length === 0) return imp.imp.instl === 1 || fitsRatio(bid, imp.imp);
  if (!w || !h) return imp.sizes.length === 1;
  return imp.sizes.includes(`${w}x${h}`) || fitsRatio(bid, imp.imp);
}

function fitsRatio({ w, h }: Offer['bid'], imp: AuctionedImp): boolean {
  if (!w || !h) return false;
  for (const format of imp.banner?.format ?? []) {
    if (!format.wratio || !format.hratio || w < (format.wmin ?? 0)) continue;
    if (Math.abs((w * format.hratio) / format.wratio - h) <= 1) return true;
  }
  return false;
}

/** A banner without a size of its own takes the width it is given, where the place offers its ratio. */
function hasRatio({ wratio, hratio }: Offer['bid'], imp: AuctionedImp): boolean {
  return imp.banner?.format?.some((format) => format.wratio === wratio && format.hratio === hratio) === true;
}

/** Prebid Server's rule: plain-text addresses and not one secure one (XML namespaces alone may be `http:`). */
function isInsecure(adm: string): boolean {
  const plain = adm.includes('http:') || adm.includes('http%3A');
  return plain && !adm.includes('https:') && !adm.includes('https%3A');
}
