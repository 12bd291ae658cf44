import type { DurFloor } from '@jianchat/openrtb';
import { parseCpm } from './price.ts';

/** What an imp or a deal asks of an ad by its length (OpenRTB 2.6, sections 3.2.7, 3.2.12 and 3.2.35). */
export interface LengthTerms {
  readonly mincpmpersec?: number;
  readonly durfloors?: readonly DurFloor[];
}

/**
 * The lowest CPM for an ad of this length, in micros of the currency that the terms are in; 0 where they ask for nothing. A price
 * that can't be read can't be cleared.
 */
export function lengthFloorMicros(
  { mincpmpersec, durfloors }: LengthTerms,
  seconds: number | undefined,
): number {
  const perSecond = mincpmpersec ? (parseCpm(mincpmpersec) ?? Number.POSITIVE_INFINITY) : 0;
  let least = seconds === undefined ? perSecond : Math.ceil(perSecond * seconds);
  for (const { mindur = 0, maxdur = Number.POSITIVE_INFINITY, bidfloor = 0 } of durfloors ?? [])
    if (seconds !== undefined && seconds >= mindur && seconds <= maxdur)
      least = Math.max(least, parseCpm(bidfloor) ?? Number.POSITIVE_INFINITY);
  return least;
}
