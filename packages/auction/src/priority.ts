import type { LineItemKind } from '@jianchat/snapshot';

/**
 * Where an offer stands in the one auction over all demand. Tiers come one after another; within a tier the lower order
 * goes first, then the higher amount.
 *
 *     0 sponsored   sponsorships within their share, guaranteed deals
 *     1 due         standard line items that miss their goal if they lose one more
 *     2 preferred   preferred deals
 *     3 open        everything that competes by what it is worth: outside bids, private deals, price priority, and
 *                   standard line items with the price of what they push aside (`shadow-price.ts`)
 *     4 house       what fills the rest
 */
export interface Rank {
  readonly tier: 0 | 1 | 2 | 3 | 4;
  readonly order: number;
  readonly micros: number;
}

export const TIER = { sponsored: 0, due: 1, preferred: 2, open: 3, house: 4 } as const;
/** Names by number, for people. */
export const TIER_NAMES = ['sponsored', 'due', 'preferred', 'open', 'house'] as const;
export type TierName = (typeof TIER_NAMES)[number];
export const tierName = (tier: number): TierName => TIER_NAMES[tier] ?? 'open';
/** The order where nobody has a say. */
export const ORDER_DEFAULT = 8;

/** Negative where `a` stands before `b`. */
export function compareRanks(a: Rank, b: Rank): number {
  return a.tier - b.tier || a.order - b.order || b.micros - a.micros;
}

/** The rank an offer names, or that of its price among all. */
export function rankOf(offer: { readonly rank?: Rank; readonly priceMicros: number }): Rank {
  return offer.rank ?? { tier: TIER.open, order: ORDER_DEFAULT, micros: offer.priceMicros };
}

/** What was booked at a price, and what costs nobody anything, is no matter of floors. */
export function isAboveFloors({ tier }: Rank): boolean {
  return tier !== TIER.open;
}

/** The tier of a line item that is not held to a goal just now. */
export function tierOf(kind: LineItemKind): Rank['tier'] {
  if (kind === 'sponsorship') return TIER.sponsored;
  return kind === 'house' ? TIER.house : TIER.open;
}
