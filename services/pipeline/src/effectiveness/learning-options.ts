import type { ModelFault } from '@jianchat/effectiveness';
import type { CompiledPolicy } from '@jianchat/policy';
import type { ModelStore } from './model-store.ts';

export interface LearningOptions {
  readonly store: ModelStore;
  ofVersion(version: number): CompiledPolicy | undefined;
  /** The policy in force: asked before each batch. */
  inForce(): CompiledPolicy;
  /** How long after its display a click counts, ms; default 10 minutes. */
  readonly clickWaitMs?: number;
  /** How long a click waits for conversions before it is learned from, ms; default a day. Later ones are added as they come. */
  readonly conversionWaitMs?: number;
  /** At least so long between two writes of the model, ms; default 15 s. */
  readonly checkpointMs?: number;
  /** Told when the file holds no model of this release; learning then begins anew. */
  onUnreadable?(fault: ModelFault): void;
}
