export { type Collector, type CollectorOptions, createCollector } from './collector.ts';
export { type CollectorOutcome, REFUSALS, type RefusalCode } from './outcome.ts';
