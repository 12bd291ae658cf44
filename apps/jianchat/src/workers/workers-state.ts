import { AggregatorRegistry, type Registry } from 'prom-client';
import type { PartState } from '../front/readiness.ts';
import type { WorkerGroup } from './worker-group.ts';

/** One line for all workers: how many answer, what any of them lacks, and what each of them notes. */
export async function workersState(workers: Pick<WorkerGroup, 'reports' | 'size'>): Promise<PartState> {
  const reports = await workers.reports();
  const ready = reports.filter(({ parts }) => parts.every(({ status }) => status === 'ready')).length;
  const lacks = new Set(
    reports
      .flatMap(({ parts }) => parts)
      .filter(({ status }) => status !== 'ready')
      .map(({ name, detail }) => `${name}: ${detail}`),
  );
  const count = `${ready} of ${workers.size} workers`;
  return {
    name: 'exchange',
    status: ready === workers.size ? 'ready' : ready === 0 ? 'down' : 'degraded',
    detail: [count, ...lacks].join('; '),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
  };
}

/** The metrics of this process and of all workers as one: counts and gauges are added up. */
export function metricsWithWorkers(
  own: Registry,
  workers: WorkerGroup,
): Pick<Registry, 'metrics' | 'contentType'> {
  return {
    contentType: own.contentType,
    async metrics() {
      const reports = await workers.reports();
      const all = [await own.getMetricsAsJSON(), ...reports.map(({ metrics }) => [...metrics])];
      return AggregatorRegistry.aggregate(all).metrics();
    },
  };
}
