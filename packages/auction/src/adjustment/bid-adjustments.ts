import { type Conversion, isCurrencyCode } from '../currency/conversion.ts';
import { parseDecimal } from '../currency/decimal.ts';
import { convertMicros, type Rate, rateOf } from '../currency/rate.ts';
import { objectOf } from '../object-of.ts';
import { parseCpm } from '../price.ts';

/** One step of `ext.prebid.bidadjustments`: a factor, an amount taken off, or a price that replaces the bid's. */
export type Adjustment =
  | { readonly kind: 'multiplier'; readonly factor: Rate }
  | { readonly kind: 'cpm' | 'static'; readonly micros: number; readonly currency: string };

/** Steps by `mediaType|bidder|deal`, each of which may be `*`. */
export type Adjustments = ReadonlyMap<string, readonly Adjustment[]>;

/** As the rules name it: video is told apart by where it plays. */
export type AdjustedMedia = 'banner' | 'video-instream' | 'video-outstream' | 'audio' | 'native';

export const NO_ADJUSTMENTS: Adjustments = new Map();

/** The rules' names of media types; `video` alone, as older clients write, means both kinds. */
export const MEDIA_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['banner', ['banner']],
  ['video', ['video-instream', 'video-outstream']],
  ['video-instream', ['video-instream']],
  ['video-outstream', ['video-outstream']],
  ['audio', ['audio']],
  ['native', ['native']],
  ['*', ['*']],
]);
const RULES_MAX = 1_000;
const STEPS_MAX = 10;
const FACTOR_MAX = 100;

/**
 * Reads `{mediatype: {MEDIA: {BIDDER: {DEAL: [{adjtype, value, currency}]}}}}`. As in Prebid Server one wrong step makes the
 * whole unusable.
 * @returns undefined where it is
 */
export function readAdjustments(value: unknown): Adjustments | undefined {
  if (value === undefined || value === null) return NO_ADJUSTMENTS;
  const mediaTypes = objectOf(objectOf(value)?.['mediatype']);
  if (mediaTypes === undefined) return undefined;
  const rules = new Map<string, readonly Adjustment[]>();
  for (const [media, byBidder] of Object.entries(mediaTypes)) {
    const names = MEDIA_NAMES.get(media);
    const bidders = objectOf(byBidder);
    if (names === undefined || bidders === undefined) return undefined;
    for (const [bidder, byDeal] of Object.entries(bidders)) {
      const deals = objectOf(byDeal);
      if (deals === undefined) return undefined;
      for (const [deal, list] of Object.entries(deals)) {
        const steps = readSteps(list);
        if (steps === undefined || rules.size > RULES_MAX) return undefined;
        for (const name of names) rules.set(`${name}|${bidder}|${deal}`, steps);
      }
    }
  }
  return rules;
}

function readSteps(list: unknown): readonly Adjustment[] | undefined {
  if (!Array.isArray(list) || list.length > STEPS_MAX) return undefined;
  const steps: Adjustment[] = [];
  for (const item of list) {
    const step = readStep(objectOf(item) ?? {});
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function readStep(raw: Readonly<Record<string, unknown>>): Adjustment | undefined {
  const { adjtype: kind, value, currency } = raw;
  if (kind === 'multiplier') {
    const factor = typeof value === 'number' && value < FACTOR_MAX ? parseDecimal(value) : undefined;
    return factor && { kind, factor: rateOf(factor) };
  }
  if (kind !== 'cpm' && kind !== 'static') return undefined;
  const micros = parseCpm(value);
  if (micros === undefined || typeof currency !== 'string' || !isCurrencyCode(currency)) return undefined;
  return { kind, micros, currency };
}

/** The request's own rules over the account's. */
export function mergeAdjustments(own: Adjustments, account: Adjustments): Adjustments {
  if (account.size === 0) return own;
  return own.size === 0 ? account : new Map([...account, ...own]);
}

export interface AdjustedBid {
  readonly media: AdjustedMedia;
  readonly bidder: string;
  readonly dealId: string | undefined;
  readonly priceMicros: number;
}

/** What a bid without a deal is worth at least once rules were applied, in micros of the auction's currency. */
const PRICE_MIN_MICROS = 100_000;

/**
 * The price after the most specific rule's steps. Amounts in other currencies are converted; where that can't be done the bid keeps
 * its price. Each step is rounded half up to a micro (Prebid Server: to four decimals at the end).
 */
export function adjustPrice(
  bid: AdjustedBid,
  {
    rules,
    currency,
    convert,
  }: { readonly rules: Adjustments; readonly currency: string; readonly convert: Conversion },
): number {
  if (rules.size === 0) return bid.priceMicros;
  const steps = stepsFor(bid, rules);
  if (steps === undefined || steps.length === 0) return bid.priceMicros;
  let price: number | undefined = bid.priceMicros;
  for (const step of steps) {
    if (step.kind === 'multiplier') price = convertMicros(price, step.factor);
    else {
      const rate = convert(step.currency, currency);
      const amount = rate && convertMicros(step.micros, rate);
      if (amount === undefined) return bid.priceMicros;
      price = step.kind === 'static' ? amount : Math.max(price - amount, 0);
    }
    if (price === undefined) return bid.priceMicros;
  }
  return price > 0 || bid.dealId ? price : PRICE_MIN_MICROS;
}

/** Prebid Server's order: what names more wins, and of two that name as many the one that names the media type, then the bidder. */
function stepsFor(
  { media, bidder, dealId }: AdjustedBid,
  rules: Adjustments,
): readonly Adjustment[] | undefined {
  const keys = dealId
    ? [
        `${media}|${bidder}|${dealId}`,
        `${media}|${bidder}|*`,
        `${media}|*|${dealId}`,
        `*|${bidder}|${dealId}`,
        `${media}|*|*`,
        `*|${bidder}|*`,
        `*|*|${dealId}`,
        '*|*|*',
      ]
    : [`${media}|${bidder}|*`, `${media}|*|*`, `*|${bidder}|*`, '*|*|*'];
  for (const key of keys) {
    const steps = rules.get(key);
    if (steps !== undefined) return steps;
  }
  return undefined;
}
