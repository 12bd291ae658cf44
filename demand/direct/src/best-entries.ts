import { drawOf } from '@jianchat/auction';
import type { Entry } from './line-index.ts';

/** Offers handed over per imp: the best, and some that stand in where the request forbids it. */
const OFFERS_MAX = 4;

/** The dearest entries seen so far; among equals the auction's seed decides, so that equal line items and creatives take turns. */
export interface BestEntries {
  /** False when all places are taken by dearer entries: an equal one may still draw a place. */
  hasPlaceFor(entry: Entry): boolean;
  take(entry: Entry): void;
  /** The dearest first. */
  entries(): readonly Entry[];
}

interface Placed {
  readonly entry: Entry;
  readonly draw: number;
}

export function createBest(seed: number): BestEntries {
  const placed: Placed[] = [];
  let taken = 0;
  return {
    hasPlaceFor(entry) {
      const last = placed[OFFERS_MAX - 1];
      return last === undefined || entry.line.priceCpmMicros >= last.entry.line.priceCpmMicros;
    },
    take(entry) {
      const candidate = { entry, draw: drawOf(seed, taken++) };
      let at = placed.length;
      while (at > 0 && isBefore(candidate, placed[at - 1])) at--;
      if (at === OFFERS_MAX) return;
      placed.splice(at, 0, candidate);
      if (placed.length > OFFERS_MAX) placed.pop();
    },
    entries: () => placed.map(({ entry }) => entry),
  };
}

function isBefore(a: Placed, b: Placed | undefined): boolean {
  if (b === undefined) return false;
  const dearer = a.entry.line.priceCpmMicros - b.entry.line.priceCpmMicros;
  return dearer > 0 || (dearer === 0 && a.draw < b.draw);
}
