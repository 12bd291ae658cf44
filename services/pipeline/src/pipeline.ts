import { analyticsStep } from './analytics-consumer.ts';
import { runConsumer } from './consumer-loop.ts';
import type { Consumer } from './consumer-offset.ts';
import { auctionsFeed, eventsFeed } from './feeds.ts';
import { moneyStep } from './money-consumer.ts';
import type { ConsumerContext, ConsumerState, PipelineOptions, PipelineState } from './pipeline-options.ts';

export interface Pipeline {
  /** Begins; stores that are down are waited for. */
  start(): void;
  /** Resolves when the batches under way are through. */
  stop(): Promise<void>;
  state(): PipelineState;
}

const IDLE: ConsumerState = { nextOffset: 0, lag: 0, fault: undefined };

/**
 * Turns the event log into money, analytics and hot counters. Three consumers run beside each other:
 *
 *     events ──► money ─────────────► records (ids, ledger, spend) ──► hot counters
 *       └──────► analytics.events ──► analytics, as far as money has come
 *     auctions ► analytics.auctions ► analytics
 *
 * Each goes its own pace: with analytics down money goes on. Several processes may run one each; they take turns.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  let stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  let quarantined = 0;
  let withheld = 0;
  const consumers: Record<Consumer, ConsumerState> = {
    money: IDLE,
    'analytics.events': IDLE,
    'analytics.auctions': IDLE,
  };
  const state = (): PipelineState => ({
    running: running !== undefined,
    quarantined,
    withheld,
    consumers: { ...consumers },
  });
  const context: ConsumerContext = {
    batchMax: 2_000,
    analyticsIntervalMs: 500,
    regimeName: (regime) => String(regime),
    ...options,
    report(consumer, change) {
      consumers[consumer] = { ...consumers[consumer], ...change };
      options.onState?.(state());
    },
    countQuarantined(records) {
      quarantined += records;
    },
    countWithheld(rows) {
      withheld += rows;
    },
  };
  const steps: Record<Consumer, (signal: AbortSignal) => Promise<boolean>> = {
    money: moneyStep(context),
    'analytics.events': analyticsStep(context, eventsFeed(context)),
    'analytics.auctions': analyticsStep(context, auctionsFeed(context)),
  };
  const run = (consumer: Consumer) => {
    const onFault = (fault: ConsumerState['fault']) => context.report(consumer, { fault });
    return runConsumer({ step: steps[consumer], onFault }, stopping.signal);
  };
  return {
    state,
    start() {
      if (running) return;
      stopping = new AbortController();
      running = Promise.all([run('money'), run('analytics.events'), run('analytics.auctions')]);
    },
    async stop() {
      stopping.abort();
      await running;
      running = undefined;
      options.onState?.(state());
    },
  };
}
