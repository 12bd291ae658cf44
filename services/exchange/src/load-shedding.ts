import type { CounterName } from './counters.ts';

export interface LoadBounds {
  /** Auctions at the same time (2,000). */
  readonly auctionsMax?: number | undefined;
  /** How late this process's event loop may run, ms (250): beyond, an answer would come after the page stopped waiting. */
  readonly lagMsMax?: number | undefined;
  /** How late it runs now, ms. */
  readonly lagMs?: (() => number) | undefined;
}

/** Turns requests away with a no-bid while there is more to do than can be done in time: that is worth more than a timeout. */
export interface LoadShedding {
  /** A function lets the auction begin and must be called when it is over; else what is counted. */
  begin(): (() => void) | CounterName;
  auctionsUnderWay(): number;
}

const AUCTIONS_MAX = 2_000;
const LAG_MS_MAX = 250;

export function createLoadShedding(bounds: LoadBounds): LoadShedding {
  const { auctionsMax = AUCTIONS_MAX, lagMsMax = LAG_MS_MAX, lagMs = () => 0 } = bounds;
  let underWay = 0;
  const end = (): void => {
    underWay -= 1;
  };
  return {
    begin() {
      if (underWay >= auctionsMax) return 'auction.overloaded';
      // A loop that has nothing under way is late for other reasons, and this request is what there is to do.
      if (underWay > 0 && lagMs() > lagMsMax) return 'auction.lagging';
      underWay += 1;
      return end;
    },
    auctionsUnderWay: () => underWay,
  };
}
