import { TOPIC } from '@jianchat/events';
import { createPipeline, type Pipeline } from '@jianchat/pipeline';
import type { ClosedStores, Ground } from './host.ts';

const TRIM_INTERVAL_MS = 600_000;
/** The newest auctions stay for the live view, whatever has been consumed. */
const AUCTIONS_KEPT = 10_000;

export function startPipelinePart(ground: Ground, stores: ClosedStores): void {
  const { log, hot } = ground.stores;
  const pipeline = createPipeline({
    log,
    hot,
    records: stores.records,
    analytics: stores.analytics,
    now: Date.now,
    regimeName: (regime, version) =>
      ground.inForce.ofVersion(version)?.regimes[regime]?.name ?? String(regime),
    onState: (state) => {
      for (const [consumer, { lag }] of Object.entries(state.consumers)) ground.metrics.setLag(consumer, lag);
    },
  });
  pipeline.start();
  ground.closing.add('pipeline', () => pipeline.stop());
  ground.readiness.add(() => {
    const faults = Object.entries(pipeline.state().consumers).filter(([, { fault }]) => fault !== undefined);
    const detail = faults
      .map(([consumer, { fault, lag }]) => `${consumer}: ${fault}, ${lag} behind`)
      .join('; ');
    return {
      name: 'pipeline',
      status: faults.length === 0 ? 'ready' : 'degraded',
      detail: detail || 'consumes',
    };
  });
  trimRegularly(ground, pipeline);
}

/** What every consumer has passed is forgotten; disclosures stay, since they are evidence. */
function trimRegularly(ground: Ground, pipeline: Pipeline): void {
  const { log } = ground.stores;
  const trim = async () => {
    const { consumers } = pipeline.state();
    const nowMs = Date.now();
    const events = Math.min(consumers.money.nextOffset, consumers['analytics.events'].nextOffset);
    const auctions = Math.min(
      consumers['analytics.auctions'].nextOffset,
      (await log.end(TOPIC.auctions)) - AUCTIONS_KEPT,
    );
    if (events > 0) await log.trim(TOPIC.events, { before: events, nowMs });
    if (auctions > 0) await log.trim(TOPIC.auctions, { before: auctions, nowMs });
  };
  const timer = setInterval(() => {
    trim().catch((error: unknown) =>
      ground.logger.warn({ err: error }, 'the event log could not be trimmed'),
    );
  }, TRIM_INTERVAL_MS);
  ground.closing.add('log trimming', () => clearInterval(timer));
}
