import type { SeatedBid } from '@jianchat/auction';
import { type Bid, type BidExt, type BidExtPrebid, copyOpen, type OpenNode } from '@jianchat/openrtb';

export type ResponseReading =
  | {
      readonly ok: true;
      readonly currency: string;
      readonly bids: readonly SeatedBid[];
      /** What is wrong with bids that could not be placed, in Prebid Server's words. */
      readonly faults: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** Bounds on what one bidder may answer; more is cut off, not refused. */
const BIDS_MAX = 100;
const FAULTS_MAX = 20;
const LIST_MAX = 100;
const MARKUP_CHARS_MAX = 262_144;
const URL_CHARS_MAX = 8192;
const TEXT_CHARS_MAX = 1024;

/**
 * Reads a bid response (OpenRTB 2.6 §4.2) by allow-list: fields of known names and types are taken, everything else is
 * left where it is, but for a bid's `ext`, which is the bidder's own to fill, within bounds. A bid without id, imp or price is left out, too: it could
 * not be placed. A currency that is none spoils the whole, for no price in it says anything.
 * @param finish what a partner's dialect makes of each bid; see `Adapter.readBid`
 */
export function readBidResponse(text: string, finish?: FinishBid): ResponseReading {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, message: 'the response is not JSON' };
  }
  if (!isObject(raw)) return { ok: false, message: 'the response is not a JSON object' };
  const bids: SeatedBid[] = [];
  const faults: string[] = [];
  const currency = raw['cur'] || 'USD';
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/i.test(currency))
    return { ok: false, message: 'cur is not a currency code' };
  if (raw['seatbid'] !== undefined && raw['seatbid'] !== null && !Array.isArray(raw['seatbid']))
    return { ok: false, message: 'seatbid is not an array' };
  for (const seatbid of list(raw['seatbid'])) {
    if (!isObject(seatbid)) continue;
    const seat = shortText(seatbid['seat'], TEXT_CHARS_MAX);
    for (const rawBid of list(seatbid['bid'])) {
      const read = readBid(rawBid);
      if (typeof read === 'string') {
        if (faults.length < FAULTS_MAX) faults.push(read);
        continue;
      }
      const bid = finish === undefined ? read : finish(read, rawBid as JsonObject);
      if (bid && bids.length < BIDS_MAX) bids.push({ seat, bid });
    }
  }
  return { ok: true, currency: currency.toUpperCase(), bids, faults };
}

/** @returns the bid to take, undefined for none */
type FinishBid = (bid: Bid, raw: JsonObject) => Bid | undefined;
type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const shortText = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value.length <= max ? value : undefined;
const texts = (value: unknown): string[] =>
  list(value)
    .slice(0, LIST_MAX)
    .filter((item): item is string => typeof item === 'string' && item.length <= TEXT_CHARS_MAX);
const integers = (value: unknown): number[] =>
  list(value)
    .slice(0, LIST_MAX)
    .filter((item): item is number => Number.isInteger(item));

const CREATIVE_ID_CHARS_MAX = 256;

/**
 * The creative's id travels in the event URLs and ends in the books. One that fits neither would leave the ad's impressions
 * uncharged, so it is left where it is.
 */
function isRecordable(creativeId: string): boolean {
  return (
    creativeId.length <= CREATIVE_ID_CHARS_MAX && creativeId.isWellFormed() && !/\p{Cc}/u.test(creativeId)
  );
}

const TEXT_FIELDS = ['adid', 'bundle', 'cid', 'crid', 'tactic', 'language', 'langb', 'dealid'] as const;
const URL_FIELDS = ['nurl', 'burl', 'lurl', 'iurl'] as const;
const TEXTS_FIELDS = ['adomain', 'cat'] as const;
const INTEGERS_FIELDS = ['attr', 'apis'] as const;
const INTEGER_FIELDS = [
  'cattax',
  'api',
  'protocol',
  'qagmediarating',
  'w',
  'h',
  'wratio',
  'hratio',
  'exp',
  'dur',
  'mtype',
  'slotinpod',
] as const;

/** The bid, or what is missing of it. */
function readBid(raw: unknown): Bid | string {
  if (!isObject(raw)) return 'Empty bid object submitted.';
  const id = shortText(raw['id'], TEXT_CHARS_MAX);
  const impid = shortText(raw['impid'], TEXT_CHARS_MAX);
  const price = raw['price'];
  if (!id) return "Bid missing required field 'id'";
  if (!impid) return `Bid "${id.slice(0, 64)}" missing required field 'impid'`;
  if (typeof price !== 'number')
    return `Bid "${id.slice(0, 64)}" does not contain a positive (or zero if there is a deal) 'price'`;
  const bid: Bid = { id, impid, price };
  const adm = shortText(raw['adm'], MARKUP_CHARS_MAX);
  if (adm !== undefined) bid.adm = adm;
  for (const name of URL_FIELDS) {
    const value = shortText(raw[name], URL_CHARS_MAX);
    if (value !== undefined) bid[name] = value;
  }
  for (const name of TEXT_FIELDS) {
    const value = shortText(raw[name], TEXT_CHARS_MAX);
    if (value !== undefined) bid[name] = value;
  }
  if (bid.crid !== undefined && !isRecordable(bid.crid)) delete bid.crid;
  for (const name of TEXTS_FIELDS) if (raw[name] !== undefined) bid[name] = texts(raw[name]);
  for (const name of INTEGERS_FIELDS) if (raw[name] !== undefined) bid[name] = integers(raw[name]);
  for (const name of INTEGER_FIELDS) {
    const value = raw[name];
    if (typeof value === 'number' && Number.isInteger(value)) bid[name] = value;
  }
  const ext = readExt(raw['ext']);
  if (ext) bid.ext = ext;
  return bid;
}

const TYPES = ['banner', 'video', 'audio', 'native'] as const;
const META_TEXTS = [
  'networkName',
  'agencyName',
  'advertiserName',
  'brandName',
  'mediaType',
  'demandSource',
  'primaryCatId',
  'rendererName',
  'rendererVersion',
  'seat',
];
/** Who had a hand in the demand (IAB Tech Lab's DemandChain object), and what the page's renderer is given. */
const META_OBJECTS = ['dchain', 'rendererData'];
const META_IDS = ['networkId', 'agencyId', 'advertiserId', 'brandId'];

/** What a bidder may add for the page's own code, such as `skadn` or viewability: any JSON, within these bounds. */
const EXT_BOUNDS: OpenNode = {
  kind: 'open',
  root: 'object',
  depth: 8,
  keys: 64,
  items: 100,
  stringMax: 16_384,
  keyMax: 64,
};

function readExt(raw: unknown): BidExt | undefined {
  if (!isObject(raw)) return undefined;
  // Price and currency as bid are the exchange's to say.
  const { prebid: rawPrebid, dsa: rawDsa, origbidcpm: _cpm, origbidcur: _cur, ...rest } = raw;
  const prebid = readPrebid(rawPrebid);
  const dsa = readTransparency(rawDsa);
  const ext = { ...Object(copyOpen(EXT_BOUNDS, rest).value), ...(prebid && { prebid }), ...(dsa && { dsa }) };
  return Object.keys(ext).length === 0 ? undefined : ext;
}

function readPrebid(prebid: unknown): BidExtPrebid | undefined {
  if (!isObject(prebid)) return undefined;
  const type = TYPES.find((known) => known === prebid['type']);
  const meta = readMeta(prebid['meta']);
  const video = readVideo(prebid['video']);
  const priority = prebid['dealpriority'];
  const read: BidExtPrebid = {
    ...(type && { type }),
    ...(meta && { meta }),
    ...(video && { video }),
    ...(typeof priority === 'number' && Number.isInteger(priority) && { dealpriority: priority }),
  };
  return Object.keys(read).length === 0 ? undefined : read;
}

const PARTIES_MAX = 32;
const PARAMETERS_MAX = 32;

/** Who paid for the ad, for whom, and by what it was chosen (`ext.dsa`, IAB Tech Lab's "DSA Transparency"). */
function readTransparency(raw: unknown): BidExt['dsa'] {
  if (!isObject(raw)) return undefined;
  const behalf = shortText(raw['behalf'], TEXT_CHARS_MAX);
  const paid = shortText(raw['paid'], TEXT_CHARS_MAX);
  const parties = Array.isArray(raw['transparency']) ? raw['transparency'].slice(0, PARTIES_MAX) : undefined;
  return {
    ...(behalf !== undefined && { behalf }),
    ...(paid !== undefined && { paid }),
    ...(parties && { transparency: parties.flatMap(readParty) }),
    ...(Number.isInteger(raw['adrender']) && { adrender: raw['adrender'] }),
  };
}

function readParty(raw: unknown): { domain: string; dsaparams: number[] }[] {
  const domain = isObject(raw) ? shortText(raw['domain'], TEXT_CHARS_MAX) : undefined;
  if (!isObject(raw) || domain === undefined || !Array.isArray(raw['dsaparams'])) return [];
  const dsaparams = raw['dsaparams'].filter((id) => Number.isInteger(id)).slice(0, PARAMETERS_MAX);
  return [{ domain, dsaparams }];
}

/** Length and category of a long-form video (`ext.prebid.video`). */
function readVideo(raw: unknown): BidExtPrebid['video'] {
  if (!isObject(raw)) return undefined;
  const duration = raw['duration'];
  const category = shortText(raw['primary_category'], TEXT_CHARS_MAX);
  return {
    ...(typeof duration === 'number' && Number.isInteger(duration) && duration > 0 && { duration }),
    ...(category && { primary_category: category }),
  };
}

/** Brand data as Prebid defines it (`ext.prebid.meta`). */
function readMeta(raw: unknown): Record<string, unknown> | undefined {
  if (!isObject(raw)) return undefined;
  const meta: Record<string, unknown> = {};
  for (const name of META_TEXTS) {
    const value = shortText(raw[name], TEXT_CHARS_MAX);
    if (value !== undefined) meta[name] = value;
  }
  const rendererUrl = shortText(raw['rendererUrl'], URL_CHARS_MAX);
  if (rendererUrl !== undefined) meta['rendererUrl'] = rendererUrl;
  for (const name of META_OBJECTS)
    if (isObject(raw[name])) meta[name] = copyOpen(EXT_BOUNDS, raw[name]).value;
  for (const name of META_IDS) if (Number.isInteger(raw[name])) meta[name] = raw[name];
  for (const name of ['advertiserDomains', 'secondaryCatIds'])
    if (Array.isArray(raw[name])) meta[name] = texts(raw[name]);
  return meta;
}
