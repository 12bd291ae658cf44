import { z } from 'zod';
import { HttpUrl, Json } from './shapes.ts';

const Seconds = z
  .int()
  .nonnegative()
  .max(86_400 * 30);
const Percent = z.int().min(0).max(100);
/** What happens to a bid that fails a check: nothing, a warning in the answer, or its refusal. */
const Check = z.enum(['skip', 'warn', 'enforce']);

/** Seconds an ad stays in the creative cache by its media type, where neither bid nor imp says. */
const CacheTtl = z.strictObject({
  banner: Seconds.optional(),
  video: Seconds.optional(),
  audio: Seconds.optional(),
  native: Seconds.optional(),
});

/** How bids are checked. */
const BidValidations = z.strictObject({
  /** A banner must have one of the imp's sizes; default `enforce`. */
  bannerCreativeMaxSize: Check.optional(),
  /** Markup must be secure where the imp asks for it; default `enforce`. */
  secureMarkup: Check.optional(),
  /** Pixels a banner may have at most, where its size is not one of the imp's. */
  maxCreativeWidth: z.int().positive().max(10_000).optional(),
  maxCreativeHeight: z.int().positive().max(10_000).optional(),
});

/** Where an account's price floors are fetched from, beside requests. */
const FloorFetch = z.strictObject({
  enabled: z.boolean().optional(),
  url: HttpUrl,
  /** Time for one fetch, ms; default 3,000. */
  timeoutMs: z.int().min(10).max(10_000).optional(),
  /** Largest document, KiB; default 200. */
  maxFileSizeKb: z.int().positive().max(10_000).optional(),
  /** Most rules of a model; default 1,000. */
  maxRules: z.int().positive().max(10_000).optional(),
  /** How long a document is used without a newer one, s; default 86,400. */
  maxAgeSec: Seconds.optional(),
  /** How often it is fetched, s; default 3,600. */
  periodSec: z.int().min(10).max(86_400).optional(),
});

/** `ext.prebid.floors` of the account's requests. */
const PriceFloors = z.strictObject({
  /** False: floor rules are not looked at; `imp.bidfloor` holds all the same. Default true. */
  enabled: z.boolean().optional(),
  /** Part of the auctions in which rules are enforced, %; default 100. */
  enforceFloorsRate: Percent.optional(),
  /** Whether floors told to a bidder make up for the adjustment of its bids; default true. */
  adjustForBidAdjustment: z.boolean().optional(),
  /** Whether bids with a deal must clear rules where the request wants them to; default false. */
  enforceDealFloors: z.boolean().optional(),
  /** Whether fetched floors go before the request's; default true. */
  useDynamicData: z.boolean().optional(),
  /** Most rules of a model, and most fields of its schema; default 1,000 and 8. */
  maxRules: z.int().positive().max(10_000).optional(),
  maxSchemaDims: z.int().min(1).max(11).optional(),
  fetch: FloorFetch.optional(),
});

/** What an account, or the host for all accounts, settles about answers. Every member is optional. */
export const AnswerSettings = z.strictObject({
  /** Granularity of requests that name none: `low`, `med`, `high`, `auto` or `dense`; default `med`. */
  priceGranularity: z.enum(['low', 'med', 'medium', 'high', 'auto', 'dense']).optional(),
  /** Begins the ad server's keys instead of `hb`. */
  targetingPrefix: z.string().min(1).max(32).optional(),
  /** Most characters of such a key; default 20. */
  truncateTargetAttribute: z.int().min(1).max(255).optional(),
  /** Most bids of one bidder for an imp where multibid says nothing; default all. */
  defaultBidLimit: z.int().min(1).max(100).optional(),
  /** As `ext.prebid.bidadjustments`, below the request's own. */
  bidAdjustments: Json.optional(),
  /** As `ext.prebid.alternatebiddercodes`, for requests without. */
  alternateBidderCodes: Json.optional(),
  bidValidations: BidValidations.optional(),
  cacheTtl: CacheTtl.optional(),
  priceFloors: PriceFloors.optional(),
});

export type AnswerSettings = z.infer<typeof AnswerSettings>;
