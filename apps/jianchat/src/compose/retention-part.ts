import { TOPIC } from '@jianchat/events';
import { createRetention, type Pipeline, type Retention, type Sweep } from '@jianchat/pipeline';
import type { ClosedStores, Ground } from './host.ts';

const INTERVAL_MS = 600_000;
/** The newest auctions stay for the live view, whatever has been consumed; past their period they go all the same. */
const AUCTIONS_KEPT = 10_000;
/** The newest events stay beside them: `model evaluate` asks which of those auctions' ads were displayed and clicked. */
const EVENTS_KEPT = 20_000;

export interface RetentionMeans {
  readonly stores: ClosedStores;
  readonly pipeline: Pipeline;
  /** Offset of the oldest disclosure that the ledger may read again. */
  readonly neededFrom: () => number;
}

/** Every ten minutes: what is past its period in the policy is removed, and what every consumer has passed is forgotten. */
export function startRetentionPart(ground: Ground, means: RetentionMeans): void {
  const { metrics, readiness, logger, closing } = ground;
  const retention = retentionOf(ground, means);
  let last: Sweep | undefined;
  const round = async (): Promise<void> => {
    await forgetConsumed(ground, means.pipeline);
    last = await retention.sweep();
    metrics.countRemoved(last.removed);
    for (const [table, fault] of last.faults) logger.warn({ table, fault }, 'nothing could be removed');
  };
  let running = Promise.resolve();
  const next = (): void => {
    running = running.then(round).catch((error: unknown) => logger.warn({ err: error }, 'retention failed'));
  };
  next();
  const timer = setInterval(next, INTERVAL_MS);
  closing.add('retention', async () => {
    clearInterval(timer);
    await running;
  });
  readiness.add(() => ({
    name: 'retention',
    status: last === undefined ? 'starting' : last.faults.size === 0 ? 'ready' : 'degraded',
    detail:
      last === undefined
        ? 'looks for what is past its period'
        : [...last.faults].map(([table, fault]) => `${table}: ${fault}`).join('; ') || 'nothing is overdue',
  }));
}

function retentionOf(ground: Ground, { stores, pipeline, neededFrom }: RetentionMeans): Retention {
  return createRetention({
    ...stores,
    log: ground.stores.log,
    hot: ground.stores.hot,
    now: Date.now,
    policy: () => ground.inForce.at(Date.now()).policy,
    consumedBefore(topic) {
      if (topic === TOPIC.disclosures) return neededFrom();
      return topic === TOPIC.events || topic === TOPIC.auctions
        ? consumedBefore(pipeline, topic)
        : Number.MAX_SAFE_INTEGER;
    },
  });
}

function consumedBefore(pipeline: Pipeline, topic: 'events' | 'auctions'): number {
  const { consumers } = pipeline.state();
  return topic === 'events'
    ? Math.min(
        consumers.money.nextOffset,
        consumers['analytics.events'].nextOffset,
        consumers.effectiveness.nextOffset,
      )
    : consumers['analytics.auctions'].nextOffset;
}

async function forgetConsumed({ stores: { log } }: Ground, pipeline: Pipeline): Promise<void> {
  const nowMs = Date.now();
  const events = Math.min(
    consumedBefore(pipeline, TOPIC.events),
    (await log.end(TOPIC.events)) - EVENTS_KEPT,
  );
  const kept = (await log.end(TOPIC.auctions)) - AUCTIONS_KEPT;
  const auctions = Math.min(consumedBefore(pipeline, TOPIC.auctions), kept);
  if (events > 0) await log.trim(TOPIC.events, { before: events, nowMs });
  if (auctions > 0) await log.trim(TOPIC.auctions, { before: auctions, nowMs });
}
