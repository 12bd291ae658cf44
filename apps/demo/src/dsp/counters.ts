/** What `GET /stats` of a demo bidder tells; amounts in micros of USD. */
export interface DspStats {
  readonly requests: number;
  readonly malformed: number;
  readonly requestsWithIdentity: number;
  readonly bids: number;
  readonly noBids: number;
  readonly slowAnswers: number;
  readonly wins: number;
  readonly billed: number;
  /** Sum of the billed prices: a CPM is the price of a thousand, so one impression costs a thousandth of it. */
  readonly spentMicros: number;
  /** Notices about a bid already counted, or about one this bidder does not know. */
  readonly repeatedNotices: number;
  readonly unknownNotices: number;
  readonly events: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  readonly lastRequestAtMs: number | undefined;
}

type Count =
  | 'requests'
  | 'malformed'
  | 'requestsWithIdentity'
  | 'bids'
  | 'noBids'
  | 'slowAnswers'
  | 'wins'
  | 'billed'
  | 'repeatedNotices'
  | 'unknownNotices';

/** Events a creative may report; anything else a caller names is not counted. */
const knownEvents: ReadonlySet<string> = new Set([
  'impression',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'error',
]);

/** Bids remembered for their notices; the oldest are forgotten first. */
const rememberedBidsMax = 10_000;

export type Counters = ReturnType<typeof createCounters>;

/** Counts what happens to one demo bidder. */
export function createCounters(now: () => number) {
  const counts: Record<Count, number> = {
    requests: 0,
    malformed: 0,
    requestsWithIdentity: 0,
    bids: 0,
    noBids: 0,
    slowAnswers: 0,
    wins: 0,
    billed: 0,
    repeatedNotices: 0,
    unknownNotices: 0,
  };
  const events: Record<string, number> = {};
  const open = new Map<string, { price: number; told: Set<string> }>();
  const startedAtMs = now();
  let spentMicros = 0;
  let lastRequestAtMs: number | undefined;

  return {
    add(count: Count): void {
      counts[count] += 1;
      if (count === 'requests') lastRequestAtMs = now();
    },
    remember(bidId: string, price: number): void {
      open.set(bidId, { price, told: new Set() });
      const oldest = open.size > rememberedBidsMax ? open.keys().next().value : undefined;
      if (oldest !== undefined) open.delete(oldest);
    },
    /** Takes a win or billing notice; `price` is the cleared CPM where the sender filled the macro in. */
    notice(kind: 'wins' | 'billed', bidId: string, price: number | undefined): void {
      const bid = open.get(bidId);
      if (bid === undefined) counts.unknownNotices += 1;
      else if (bid.told.has(kind)) counts.repeatedNotices += 1;
      else {
        bid.told.add(kind);
        counts[kind] += 1;
        if (kind === 'billed') spentMicros += Math.round((price ?? bid.price) * 1_000);
      }
    },
    event(bidId: string, name: string): void {
      if (!open.has(bidId) || !knownEvents.has(name)) counts.unknownNotices += 1;
      else events[name] = (events[name] ?? 0) + 1;
    },
    stats(): DspStats {
      return { ...counts, spentMicros, events: { ...events }, startedAtMs, lastRequestAtMs };
    },
  };
}
