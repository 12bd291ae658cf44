export { type Collector, type CollectorOptions, createCollector } from './collector.ts';
export { CONVERSION_PATH } from './conversion-path.ts';
export { type CollectorOutcome, REFUSALS, type RefusalCode } from './outcome.ts';
