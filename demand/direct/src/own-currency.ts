import { type AuctionView, convertMicros, PAR, type Rank, type Rate } from '@jianchat/auction';
import type { Candidate } from './best-entries.ts';

/** The rate from a line item's currency to the auction's; undefined where nobody knows it, and then it does not compete. */
export function rateInto(auction: AuctionView, currency: string): Rate | undefined {
  return currency === auction.currency ? PAR : auction.convert?.(currency, auction.currency);
}

/** The rate back, by which a line item learns what others would have paid. */
export function rateBack(auction: AuctionView, currency: string): Rate | undefined {
  return currency === auction.currency ? PAR : auction.convert?.(auction.currency, currency);
}

/** What is more than numbers hold stands above everything. */
export function inAuction(micros: number, rate: Rate): number {
  if (rate === PAR || !Number.isFinite(micros)) return micros;
  return convertMicros(Math.round(micros), rate) ?? Number.POSITIVE_INFINITY;
}

export const rankInAuction = (rank: Rank, rate: Rate): Rank =>
  rate === PAR ? rank : { ...rank, micros: inAuction(rank.micros, rate) };

/** A candidate as it competes; what it pays stays as it is. Undefined where the price is more than numbers hold. */
export function competing(candidate: Candidate, rate: Rate): Candidate | undefined {
  if (rate === PAR) return candidate;
  const { rank, priceMicros } = candidate;
  const converted = inAuction(priceMicros, rate);
  if (!Number.isFinite(converted)) return undefined;
  return { ...candidate, rank: rankInAuction(rank, rate), priceMicros: converted, ownMicros: priceMicros };
}
