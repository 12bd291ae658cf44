export type { Consumer } from './consumer-offset.ts';
export type { LearningOptions } from './effectiveness/learning-options.ts';
export { MODEL_PLACE, type ModelStore } from './effectiveness/model-store.ts';
export type { PipelineFaultCode } from './fault.ts';
export { createPipeline, type Pipeline } from './pipeline.ts';
export type { ConsumerState, PipelineOptions, PipelineState } from './pipeline-options.ts';
export { createRetention, type Retention, type RetentionOptions, type Sweep } from './retention/retention.ts';
export { QUARANTINE_MEMBERS, QUARANTINE_TOPIC } from './stages/quarantine.ts';
