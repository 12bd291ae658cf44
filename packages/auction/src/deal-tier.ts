import { objectOf } from './object-of.ts';

/** From which tier on a bidder's deals count as guaranteed, and how their keys then begin (`dealTier` of its parameters). */
export interface DealTier {
  readonly prefix: string;
  /** Deals of this priority and above satisfy it. */
  readonly priorityMin: number;
}

/** Reads `imp.ext.prebid.bidder.BIDDER.dealTier`; undefined where it is missing or means nothing. */
export function readDealTier(parameters: unknown): DealTier | undefined {
  const tier = objectOf(objectOf(parameters)?.['dealTier']);
  const { prefix, minDealTier } = tier ?? {};
  if (typeof prefix !== 'string' || prefix === '' || prefix.length > 64) return undefined;
  if (typeof minDealTier !== 'number' || !(minDealTier > 0)) return undefined;
  return { prefix, priorityMin: minDealTier };
}

/** `hb_pb_cat_dur` of a bid that satisfies its tier: the tier takes the place of the price. */
export function tierLabel(label: string, { prefix, priority }: { prefix: string; priority: number }): string {
  const rest = label.indexOf('_');
  return `${prefix}${priority}_${rest < 0 ? '' : label.slice(rest + 1)}`;
}
