import { analyticsStep } from './analytics-consumer.ts';
import { runConsumer } from './consumer-loop.ts';
import type { Consumer } from './consumer-offset.ts';
import { createLearning } from './effectiveness/learning.ts';
import { auctionsFeed, eventsFeed, feesFeed } from './feeds.ts';
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
/** Who isn't there needs nothing of the log. */
const ABSENT: ConsumerState = { ...IDLE, nextOffset: Number.MAX_SAFE_INTEGER };

/**
 * Turns the event log into money, analytics, hot counters and a model of which ads are clicked. Consumers run beside each other:
 *
 *     events ──► money ─────────────► records (ids, ledger, spend) ──► hot counters
 *       │          └─ days that are over ► analytics.fees ► analytics
 *       └──────► analytics.events ──► analytics, as far as money has come
 *       └──────► effectiveness ────► the model's file: clicks ten minutes behind, conversions a day
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
    'analytics.fees': IDLE,
    effectiveness: options.learning === undefined ? ABSENT : IDLE,
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
  const learning = options.learning && createLearning(context, options.learning);
  const steps = new Map<Consumer, (signal: AbortSignal) => Promise<boolean>>([
    ['money', moneyStep(context)],
    ['analytics.events', analyticsStep(context, eventsFeed(context))],
    ['analytics.auctions', analyticsStep(context, auctionsFeed(context))],
    ['analytics.fees', analyticsStep(context, feesFeed(context))],
    ...(learning ? [['effectiveness', learning.step] as const] : []),
  ]);
  const run = ([consumer, step]: readonly [Consumer, (signal: AbortSignal) => Promise<boolean>]) => {
    const onFault = (fault: ConsumerState['fault']) => context.report(consumer, { fault });
    return runConsumer({ step, onFault }, stopping.signal);
  };
  return {
    state,
    start() {
      if (running) return;
      stopping = new AbortController();
      running = Promise.all([...steps].map(run));
    },
    async stop() {
      stopping.abort();
      await running;
      // What could not be written is learned again.
      await learning?.close().catch(() => context.report('effectiveness', { fault: 'model.failed' }));
      running = undefined;
      options.onState?.(state());
    },
  };
}
