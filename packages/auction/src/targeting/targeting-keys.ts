import type { AdFormat } from '@jianchat/events';
import { priceBucket } from './price-granularity.ts';
import type { TargetingRules } from './targeting-rules.ts';

/** What a bid's keys are made of. */
export interface TargetedBid {
  /** The code that ends the bidder's own keys: the seat, or what multibid makes of it for a second bid. */
  readonly code: string;
  readonly priceMicros: number;
  readonly format: AdFormat;
  /** A video that plays outside a stream. */
  readonly outstream?: boolean;
  readonly w: number | undefined;
  readonly h: number | undefined;
  readonly dealId: string | undefined;
  /** The imp's best bid of all seats. */
  readonly best: boolean;
  readonly environment: 'mobile-app' | 'amp' | undefined;
  /** `hb_pb_cat_dur`: price bucket, category and length of an ad in a pod. */
  readonly categoryDuration?: string | undefined;
}

/** What the keys say of a cached ad. */
export interface CachedKeys {
  /** `hb_cache_id`: the bid as JSON. */
  readonly bidId: string | undefined;
  /** `hb_uuid`: the VAST document. */
  readonly vastId: string | undefined;
  /** `hb_uuid` of the best bid, without a bidder at its end, where its imp is a whole break: all ads in one document. */
  readonly wholeId?: string | undefined;
  readonly host: string;
  readonly path: string;
}

/** The text of a price under these rules. */
export function bucketOf(
  rules: TargetingRules,
  {
    priceMicros,
    format,
    outstream,
  }: { readonly priceMicros: number; readonly format: AdFormat; readonly outstream?: boolean },
): string {
  const { granularity, granularityByFormat: own } = rules;
  const outside = outstream === true ? own.get('video-outstream') : undefined;
  return priceBucket(priceMicros, outside ?? own.get(format) ?? granularity);
}

/** The keys of one bid, named as Prebid Server names them and cut to the ad server's limit. */
export function targetingOf(rules: TargetingRules, bid: TargetedBid): Record<string, string> {
  const { keys, put } = keysFor(rules, bid);
  put('pb', bucketOf(rules, bid));
  put('bidder', bid.code);
  if (bid.w && bid.h) put('size', `${bid.w}x${bid.h}`);
  if (rules.includeFormat) put('format', bid.format);
  if (bid.dealId) put('deal', bid.dealId);
  if (bid.environment) put('env', bid.environment);
  if (bid.categoryDuration !== undefined) put('pb_cat_dur', bid.categoryDuration);
  return keys;
}

/** The further keys of a bid that is cached. */
export function cachedKeys(
  rules: TargetingRules,
  bid: Pick<TargetedBid, 'code' | 'best' | 'dealId'>,
  cached: CachedKeys,
): Record<string, string> {
  const { keys, put } = keysFor(rules, bid);
  if (cached.bidId !== undefined) put('cache_id', cached.bidId);
  if (cached.vastId !== undefined) put('uuid', cached.vastId);
  if (cached.wholeId !== undefined && rules.includeWinners && bid.best)
    keys[`${rules.prefix}_uuid`.slice(0, rules.keyCharsMax)] = cached.wholeId;
  put('cache_host', cached.host);
  put('cache_path', cached.path);
  return keys;
}

/** Writes each key plain, for the best bid, and with the bidder at its end, as the rules say. */
function keysFor(
  rules: TargetingRules,
  { code, best, dealId }: Pick<TargetedBid, 'code' | 'best' | 'dealId'>,
): { readonly keys: Record<string, string>; put(name: string, value: string): void } {
  const keys: Record<string, string> = {};
  const plain = rules.includeWinners && best;
  const own = rules.includeBidderKeys || (rules.alwaysIncludeDeals && Boolean(dealId));
  return {
    keys,
    put(name, value) {
      const key = `${rules.prefix}_${name}`;
      if (own) keys[`${key}_${code}`.slice(0, rules.keyCharsMax)] = value;
      if (plain) keys[key.slice(0, rules.keyCharsMax)] = value;
    },
  };
}
