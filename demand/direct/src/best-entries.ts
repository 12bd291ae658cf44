import { compareRanks, drawOf, type ImpView, type Offer, type Rank } from '@jianchat/auction';
import type { Entry } from './line-index.ts';

/** Offers handed over per imp: the best, and some that stand in where the request forbids it; of a break more. */
const OFFERS_MAX = 4;
const OFFERS_OF_POD_MAX = 16;

export const placesFor = ({ pod }: Pick<ImpView, 'pod'>): number =>
  pod === undefined ? OFFERS_MAX : Math.min(pod.adsMax + OFFERS_MAX, OFFERS_OF_POD_MAX);

/** An entry that may run now, where it stands and the CPM it competes with, in the auction's currency. */
export interface Candidate {
  readonly entry: Entry;
  readonly rank: Rank;
  readonly priceMicros: number;
  /** The CPM in the line item's own currency, where that is another. */
  readonly ownMicros?: number;
  /** Where the price is what is expected of the ad. */
  readonly estimate?: NonNullable<Offer['estimate']>;
  /** Of several of one line item the one with the highest stands for it. */
  readonly turn: number;
}

/** The best entries seen so far; among equals the auction's seed decides, so that equal line items and creatives take turns. */
export interface BestEntries {
  /** False when all places are taken by better ones: an equal one may still draw a place. */
  hasPlaceFor(rank: Rank): boolean;
  take(candidate: Candidate): void;
  /** The best first. */
  entries(): readonly Candidate[];
}

interface Placed {
  candidate: Candidate;
  readonly draw: number;
}

/** @param places how many are kept */
export function createBest(seed: number, places = OFFERS_MAX): BestEntries {
  const placed: Placed[] = [];
  let taken = 0;
  return {
    hasPlaceFor(rank) {
      const last = placed[places - 1];
      return last === undefined || compareRanks(rank, last.candidate.rank) <= 0;
    },
    take(candidate) {
      const same = placed.find((one) => one.candidate.entry.plan === candidate.entry.plan);
      if (same !== undefined) {
        if (candidate.turn > same.candidate.turn) same.candidate = candidate;
        return;
      }
      const drawn = { candidate, draw: drawOf(seed, taken++) };
      let at = placed.length;
      while (at > 0 && isBefore(drawn, placed[at - 1])) at--;
      if (at === places) return;
      placed.splice(at, 0, drawn);
      if (placed.length > places) placed.pop();
    },
    entries: () => placed.map(({ candidate }) => candidate),
  };
}

function isBefore(a: Placed, b: Placed | undefined): boolean {
  if (b === undefined) return false;
  const order = compareRanks(a.candidate.rank, b.candidate.rank);
  return order < 0 || (order === 0 && a.draw < b.draw);
}
