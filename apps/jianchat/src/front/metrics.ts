import {
  Counter,
  type CounterConfiguration,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
} from 'prom-client';

/** Labels are closed sets of codes, and ids of the configuration; nothing of a request or a person ever becomes one. */
export interface Metrics {
  readonly registry: Registry;
  countAuction(outcome: string): void;
  /** How a call of a bidder went; `bidder` is an id of the configuration. */
  countCall(bidder: string, outcome: string): void;
  observeAuction(durationMs: number): void;
  countEvent(outcome: string): void;
  /** Direct ads that an imp was not held against. */
  countPassedOver(ads: number): void;
  /** An answer of one of the exchange's routes beside the auction. */
  countRoute(route: string, status: number): void;
  /** An event that a page reported without a signature. */
  countReported(kind: string): void;
  /** Records a consumer has still to read. */
  setLag(consumer: string, records: number): void;
  /** Rows and records that left because their period was over, by table of the policy. */
  countRemoved(removed: ReadonlyMap<string, number>): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jianchat_' });
  const registers = [registry];
  const auctions = createTally({
    name: 'jianchat_auctions_total',
    help: 'Ad requests by outcome code',
    labelNames: ['outcome'],
    registers,
  });
  const calls = createTally({
    name: 'jianchat_bidder_calls_total',
    help: 'Calls of each bidder by how they went',
    labelNames: ['bidder', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'jianchat_auction_seconds',
    help: 'From the head of an ad request to its answer',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const events = createTally({
    name: 'jianchat_events_total',
    help: 'Event requests by outcome code',
    labelNames: ['outcome'],
    registers,
  });
  const routes = createTally({
    name: 'jianchat_route_answers_total',
    help: "Answers of the exchange's routes beside the auction, by route and status",
    labelNames: ['route', 'status'],
    registers,
  });
  const reported = createTally({
    name: 'jianchat_reported_events_total',
    help: 'Events that pages reported at /event, by kind: unsigned, so nothing is charged by them',
    labelNames: ['kind'],
    registers,
  });
  const passedOver = new Counter({
    name: 'jianchat_direct_ads_passed_over_total',
    help: 'Direct ads that could have run where an imp was, and were not looked at because more than 256 could',
    registers,
  });
  const lag = new Gauge({
    name: 'jianchat_consumer_lag_records',
    help: 'Records of the event log not consumed yet',
    labelNames: ['consumer'],
    registers,
  });
  const removals = new Counter({
    name: 'jianchat_retention_removed_total',
    help: 'Rows and log records removed because the period of the policy was over',
    labelNames: ['table'],
    registers,
  });
  return {
    registry,
    countAuction: (outcome) => auctions(outcome),
    countCall: (bidder, outcome) => calls(bidder, outcome),
    observeAuction: (durationMs) => durations.observe(durationMs / 1000),
    countEvent: (outcome) => events(outcome),
    countReported: (kind) => reported(kind),
    countRoute: (route, status) => routes(route, status),
    countPassedOver: (ads) => passedOver.inc(ads),
    countRemoved(removed) {
      for (const [table, rows] of removed) removals.inc({ table }, rows);
    },
    setLag: (consumer, records) => lag.set({ consumer }, records),
  };
}

/**
 * Counts by the labels' values in their order. The library makes a text of the labels' names and values each time; it is told sums, when somebody
 * asks for them.
 */
function createTally<Label extends string>(
  config: CounterConfiguration<Label>,
): (...labels: readonly (string | number)[]) => void {
  const since = new Map<string, { readonly labels: readonly (string | number)[]; count: number }>();
  const counter = new Counter({
    ...config,
    collect() {
      for (const { labels, count } of since.values()) counter.labels(...labels.map(String)).inc(count);
      since.clear();
    },
  });
  return (...labels) => {
    const key = labels.length === 1 ? String(labels[0]) : labels.join(' ');
    const known = since.get(key);
    if (known === undefined) since.set(key, { labels, count: 1 });
    else known.count += 1;
  };
}
