/** OpenRTB 2.6 §4.2: the bid response, with Prebid Server's extensions. Prices are CPM. */
import type { OpenObject } from './json-shape.ts';

/** `bid.ext.prebid.cache`; `vastXml` spelt as clients read it. */
export interface BidCache {
  key?: string;
  url?: string;
  bids?: { cacheId: string; url: string };
  vastXml?: { cacheId: string; url: string };
}

/** `bid.ext.prebid` */
export interface BidExtPrebid {
  type?: 'banner' | 'video' | 'audio' | 'native';
  targeting?: Record<string, string>;
  targetbiddercode?: string;
  cache?: BidCache;
  meta?: OpenObject;
  events?: { win?: string; imp?: string };
  bidid?: string;
  dealpriority?: number;
  dealtiersatisfied?: boolean;
  video?: { duration?: number; primary_category?: string };
  passthrough?: unknown;
  floors?: OpenObject;
  storedrequestattributes?: OpenObject;
}

/** `bid.ext` */
export interface BidExt {
  prebid?: BidExtPrebid;
  dsa?: OpenObject;
  origbidcpm?: number;
  origbidcur?: string;
  [bidderSpecific: string]: unknown;
}

/** §4.2.3; `mtype` 1 banner, 2 video, 3 audio, 4 native. */
export interface Bid {
  id: string;
  impid: string;
  price: number;
  nurl?: string;
  burl?: string;
  lurl?: string;
  adm?: string;
  adid?: string;
  adomain?: string[];
  bundle?: string;
  iurl?: string;
  cid?: string;
  crid?: string;
  tactic?: string;
  cattax?: number;
  cat?: string[];
  attr?: number[];
  apis?: number[];
  api?: number;
  protocol?: number;
  qagmediarating?: number;
  language?: string;
  langb?: string;
  dealid?: string;
  w?: number;
  h?: number;
  wratio?: number;
  hratio?: number;
  exp?: number;
  dur?: number;
  mtype?: number;
  slotinpod?: number;
  ext?: BidExt;
}

/** §4.2.2 */
export interface SeatBid {
  bid: Bid[];
  seat?: string;
  group?: 0 | 1;
  ext?: OpenObject;
}

/** Why an impression got no bid from a seat (`ext.seatnonbid`). */
export interface SeatNonBid {
  seat: string;
  nonbid: { impid: string; statuscode: number; ext?: OpenObject }[];
}

/** `{code, message}` of `ext.errors` and `ext.warnings`. */
export interface ResponseMessage {
  code: number;
  message: string;
}

/** `ext` of Prebid Server's response; times in milliseconds. */
export interface ResponseExt {
  errors?: Record<string, ResponseMessage[]>;
  warnings?: Record<string, ResponseMessage[]>;
  responsetimemillis?: Record<string, number>;
  tmaxrequest?: number;
  usersync?: OpenObject;
  /** By imp id, for apps that ask: the order in which they try the networks whose SDKs they hold. */
  mediation?: Readonly<Record<string, readonly OpenObject[]>>;
  debug?: { httpcalls?: Record<string, unknown[]>; resolvedrequest?: unknown; trace?: unknown };
  seatnonbid?: SeatNonBid[];
  prebid?: {
    auctiontimestamp?: number;
    passthrough?: unknown;
    modules?: unknown;
    targeting?: Record<string, string>;
    seatnonbid?: SeatNonBid[];
    analytics?: unknown;
    floors?: unknown;
  };
  [more: string]: unknown;
}

/** §4.2.1 */
export interface BidResponse {
  id: string;
  seatbid?: SeatBid[];
  bidid?: string;
  cur?: string;
  customdata?: string;
  nbr?: number;
  ext?: ResponseExt;
}
