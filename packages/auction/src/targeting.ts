import type { AdFormat } from '@jianchat/events';
import { type PriceGranularity, priceBucket, readGranularity } from './price-granularity.ts';

/** How the ad server's key-values are made: `ext.prebid.targeting`, checked and with Prebid Server's defaults. */
export interface TargetingRules {
  readonly granularity: PriceGranularity;
  readonly granularityByFormat: ReadonlyMap<AdFormat, PriceGranularity>;
  /** The plain keys (`hb_pb`), on the imp's best bid only. */
  readonly includeWinners: boolean;
  /** The keys ending in the bidder (`hb_pb_acme`), on each bidder's best bid. */
  readonly includeBidderKeys: boolean;
  readonly includeFormat: boolean;
  /** `hb` unless the request asks for another. */
  readonly prefix: string;
  readonly keyCharsMax: number;
}

export type TargetingReading =
  | { readonly ok: true; readonly rules: TargetingRules | undefined }
  | { readonly ok: false; readonly message: string };

/** Google Ad Manager's limit on a key. */
const KEY_CHARS_MAX = 20;
const PREFIX_CHARS_MAX = 11;
const FORMATS: readonly AdFormat[] = ['banner', 'video', 'native', 'audio'];

/** Clients send booleans as text too (Prebid Mobile for Android): 'true', 'false', 1 and 0 are taken. */
export function readFlag(value: unknown, fallback: boolean): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1) return true;
  if (value === 'false' || value === 0) return false;
  return fallback;
}

/** Reads `ext.prebid.targeting`; no such object means no targeting keys. Sentences are Prebid Server's. */
export function readTargeting(value: unknown): TargetingReading {
  if (typeof value !== 'object' || value === null) return { ok: true, rules: undefined };
  const given = value as Readonly<Record<string, unknown>>;
  const granularity = readGranularity(given['pricegranularity']);
  if (!granularity.ok) return granularity;
  const granularityByFormat = new Map<AdFormat, PriceGranularity>();
  const byFormat = given['mediatypepricegranularity'];
  if (typeof byFormat === 'object' && byFormat !== null) {
    for (const format of FORMATS) {
      const own = (byFormat as Readonly<Record<string, unknown>>)[format];
      if (own === undefined || own === null) continue;
      const reading = readGranularity(own);
      if (!reading.ok) return reading;
      granularityByFormat.set(format, reading.granularity);
    }
  }
  const includeWinners = readFlag(given['includewinners'], true);
  const includeBidderKeys = readFlag(given['includebidderkeys'], true);
  if (!includeWinners && !includeBidderKeys)
    return {
      ok: false,
      message:
        'ext.prebid.targeting: At least one of includewinners or includebidderkeys must be enabled to enable targeting support',
    };
  return {
    ok: true,
    rules: {
      granularity: granularity.granularity,
      granularityByFormat,
      includeWinners,
      includeBidderKeys,
      includeFormat: readFlag(given['includeformat'], false),
      prefix: readPrefix(given['prefix']),
      keyCharsMax: readKeyCharsMax(given['truncateattrchars']),
    },
  };
}

function readPrefix(value: unknown): string {
  return typeof value === 'string' && value !== '' && value.length <= PREFIX_CHARS_MAX ? value : 'hb';
}

function readKeyCharsMax(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 255
    ? value
    : KEY_CHARS_MAX;
}

/** What a bid's keys are made of. */
export interface TargetedBid {
  readonly seat: string;
  readonly priceMicros: number;
  readonly format: AdFormat;
  readonly w: number | undefined;
  readonly h: number | undefined;
  readonly dealId: string | undefined;
  /** The imp's best bid of all seats. */
  readonly best: boolean;
  readonly environment: 'mobile-app' | 'amp' | undefined;
}

/** The keys of one seat's best bid for an imp, named as Prebid Server names them and cut to the ad server's limit. */
export function targetingOf(rules: TargetingRules, bid: TargetedBid): Record<string, string> {
  const keys: Record<string, string> = {};
  const plain = rules.includeWinners && bid.best;
  const put = (name: string, value: string): void => {
    const key = `${rules.prefix}_${name}`;
    if (rules.includeBidderKeys) keys[`${key}_${bid.seat}`.slice(0, rules.keyCharsMax)] = value;
    if (plain) keys[key.slice(0, rules.keyCharsMax)] = value;
  };
  put('pb', priceBucket(bid.priceMicros, rules.granularityByFormat.get(bid.format) ?? rules.granularity));
  put('bidder', bid.seat);
  if (bid.w && bid.h) put('size', `${bid.w}x${bid.h}`);
  if (rules.includeFormat) put('format', bid.format);
  if (bid.dealId) put('deal', bid.dealId);
  if (bid.environment) put('env', bid.environment);
  return keys;
}
