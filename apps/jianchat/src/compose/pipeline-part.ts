import { createPipeline, type Pipeline } from '@jianchat/pipeline';
import { createKeepGate } from '@jianchat/policy';
import type { ClosedStores, Ground } from './host.ts';
import { openModelStore } from './model-file.ts';

export function startPipelinePart(ground: Ground, stores: ClosedStores): Pipeline {
  const { log, hot } = ground.stores;
  const pipeline = createPipeline({
    log,
    hot,
    records: stores.records,
    analytics: stores.analytics,
    now: Date.now,
    keep: createKeepGate({
      ofVersion: ground.inForce.ofVersion,
      inForce: () => ground.inForce.at(Date.now()).policy,
    }),
    regimeName: (regime, version) =>
      ground.inForce.ofVersion(version)?.regimes[regime]?.name ?? String(regime),
    learning: {
      store: openModelStore(ground.dataFolder),
      ofVersion: ground.inForce.ofVersion,
      inForce: () => ground.inForce.at(Date.now()).policy,
      onUnreadable: (fault) =>
        ground.logger.warn({ fault }, 'what was learned can not be read: learning begins anew'),
    },
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
  return pipeline;
}
