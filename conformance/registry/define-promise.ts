import type { PromiseId } from '../../packages/policy/src/promises/promise-ids.ts';
import type { Words } from './define-gate.ts';
import type { GateName } from './gates.gen.ts';

/** One of the things a promise takes. What isn't built yet has neither features nor gates, and reads "declared". */
export interface PartDefinition extends Words {
  /** Files and folders where it lives, relative to the project's root. */
  readonly features?: readonly string[];
  readonly gates?: readonly GateName[];
}

/** A promise with everything it takes: it is kept when each part is. */
export interface PromiseDefinition {
  readonly id: PromiseId;
  readonly title: Words;
  readonly parts: readonly PartDefinition[];
}

/** Declares a promise. Its policy rows are those that name it as their clause, its tests those that name it in their titles. */
export const definePromise = (promise: PromiseDefinition): PromiseDefinition => promise;
