import type { AdFormat } from '@jianchat/events';
import { readFlag } from '../read-flag.ts';
import { type CategoryRules, readCategoryRules } from './category-rules.ts';
import { type PriceGranularity, readGranularity } from './price-granularity.ts';

/** How the ad server's key-values are made: `ext.prebid.targeting`, checked and with Prebid Server's defaults. */
export interface TargetingRules {
  readonly granularity: PriceGranularity;
  readonly granularityByFormat: ReadonlyMap<PricedMedia, PriceGranularity>;
  /** The plain keys (`hb_pb`), on the imp's best bid only. */
  readonly includeWinners: boolean;
  /** The keys ending in the bidder (`hb_pb_acme`), on each bidder's best bid. */
  readonly includeBidderKeys: boolean;
  /** The keys ending in the bidder on bids with a deal, whatever `includeBidderKeys` says. */
  readonly alwaysIncludeDeals: boolean;
  readonly includeFormat: boolean;
  /** A bid with a deal wins over every bid without. */
  readonly preferDeals: boolean;
  /** Competitive exclusion by category and duration (`hb_pb_cat_dur`); undefined where it was not asked for. */
  readonly categories: CategoryRules | undefined;
  /** `hb` unless the request or the account asks for another. */
  readonly prefix: string;
  readonly keyCharsMax: number;
}

/** What an account, or the host, sets for requests that say nothing themselves. */
export interface TargetingDefaults {
  /** Name of a granularity. */
  readonly granularity?: string | undefined;
  readonly prefix?: string | undefined;
  /** Most characters of a key. */
  readonly keyCharsMax?: number | undefined;
}

export type TargetingReading =
  /** `prefixRefused`: a prefix was asked for that would leave too little of a key. */
  | { readonly ok: true; readonly rules: TargetingRules | undefined; readonly prefixRefused: boolean }
  | { readonly ok: false; readonly message: string };

/** Google Ad Manager's limit on a key. */
const KEY_CHARS_MAX = 20;
/** The longest key without its prefix (`_cache_host`, `_pb_cat_dur`) and one character more: what must be left of a key. */
const KEY_CHARS_MIN = 12;
/** Names of `mediatypepricegranularity`; without one of its own, video outside a stream takes that of video (Prebid Server Java). */
export type PricedMedia = AdFormat | 'video-outstream';
const PRICED_MEDIA: readonly PricedMedia[] = ['banner', 'video', 'video-outstream', 'native', 'audio'];
const NO_DEFAULTS: TargetingDefaults = {};

/** Reads `ext.prebid.targeting`; no such object means no targeting keys. Sentences are Prebid Server's. */
export function readTargeting(value: unknown, defaults: TargetingDefaults = NO_DEFAULTS): TargetingReading {
  if (typeof value !== 'object' || value === null)
    return { ok: true, rules: undefined, prefixRefused: false };
  const given = value as Readonly<Record<string, unknown>>;
  const granularity = readGranularity(given['pricegranularity'] ?? defaults.granularity);
  if (!granularity.ok) return granularity;
  const byFormat = readByFormat(given['mediatypepricegranularity']);
  if (!byFormat.ok) return byFormat;
  const includeWinners = readFlag(given['includewinners'], true);
  const includeBidderKeys = readFlag(given['includebidderkeys'], true);
  const categories = readCategoryRules(given);
  if (!categories.ok) return categories;
  const keyCharsMax = keyCharsOf(given['truncateattrchars'], defaults.keyCharsMax);
  const wanted = given['prefix'] || defaults.prefix;
  const prefix = prefixOf(wanted, keyCharsMax);
  return {
    ok: true,
    prefixRefused: typeof wanted === 'string' && wanted !== '' && wanted !== prefix,
    rules: {
      granularity: granularity.granularity,
      granularityByFormat: byFormat.granularities,
      includeWinners,
      includeBidderKeys,
      alwaysIncludeDeals: readFlag(given['alwaysincludedeals'], false),
      includeFormat: readFlag(given['includeformat'], false),
      preferDeals: readFlag(given['preferdeals'], false),
      categories: categories.rules,
      prefix,
      keyCharsMax,
    },
  };
}

const NO_FORMATS: ReadonlyMap<PricedMedia, PriceGranularity> = new Map();

function readByFormat(
  value: unknown,
):
  | { readonly ok: true; readonly granularities: ReadonlyMap<PricedMedia, PriceGranularity> }
  | { readonly ok: false; readonly message: string } {
  if (typeof value !== 'object' || value === null) return { ok: true, granularities: NO_FORMATS };
  const granularities = new Map<PricedMedia, PriceGranularity>();
  for (const format of PRICED_MEDIA) {
    const own = (value as Readonly<Record<string, unknown>>)[format];
    if (own === undefined || own === null) continue;
    const reading = readGranularity(own);
    if (!reading.ok) return reading;
    granularities.set(format, reading.granularity);
  }
  return { ok: true, granularities };
}

/** A prefix that would leave too little of a key is not taken: Prebid Server goes back to its own, too. */
function prefixOf(value: unknown, keyCharsMax: number): string {
  return typeof value === 'string' && value !== '' && value.length + KEY_CHARS_MIN <= keyCharsMax
    ? value
    : 'hb';
}

function keyCharsOf(own: unknown, byDefault: number | undefined): number {
  for (const chars of [own, byDefault])
    if (typeof chars === 'number' && Number.isInteger(chars) && chars > 0 && chars <= 255) return chars;
  return KEY_CHARS_MAX;
}
