import { type AuctionView, compileTargeting, type ImpView, targetingFaults } from '@jianchat/auction';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { rateInto } from './own-currency.ts';
import { readyCreative, shapesOf } from './ready-creative.ts';

/**
 * Why a line item was not looked at for an imp.
 * - `time`: it begins later, or is over
 * - `targeting`: these parts of it do not hold
 * - `form`: none of its creatives has a form that is asked for
 * - `currency`: nobody knows the rate from its currency to the auction's
 * - `outranked`: better ones had taken all places, or of more than are looked at it was not its turn
 */
export type Unconsidered =
  | { readonly why: 'time' | 'form' | 'currency' | 'outranked' }
  | { readonly why: 'targeting'; readonly of: readonly string[] };

export function whyUnconsidered(line: SnapshotLineItem, imp: ImpView, auction: AuctionView): Unconsidered {
  if (auction.nowMs < line.startsAtMs || auction.nowMs >= line.endsAtMs) return { why: 'time' };
  const of = targetingFaults(compileTargeting(line.targeting), auction.traits, imp);
  if (of.length > 0) return { why: 'targeting', of };
  const asked = new Set(shapesOf(imp));
  const has = line.creatives.some((creative) =>
    readyCreative(creative).shapes.some((shape) => asked.has(shape)),
  );
  if (!has) return { why: 'form' };
  return { why: rateInto(auction, line.currency) === undefined ? 'currency' : 'outranked' };
}
