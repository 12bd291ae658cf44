import { GOALS } from './goals.ts';
import type { Model } from './model.ts';
import {
  BIAS_PRIOR_VARIANCE,
  BIAS_SLOT,
  SLOTS,
  TEMPLATES,
  type Template,
  type TemplateMask,
} from './templates.ts';
import { DEFAULT_RATES, type Weights, weightAt } from './weights.ts';

/** Score and variance of each goal. */
export type Sums = Float64Array;
export const SLOT_NUMBERS = 2 * GOALS.length;
export const emptySums = (): Sums => new Float64Array(SLOT_NUMBERS);

export function addSums(
  into: Sums,
  { place, ad, format, size }: Readonly<Record<'place' | 'ad' | 'format' | 'size', Sums>>,
): void {
  for (let at = 0; at < SLOT_NUMBERS; at++)
    into[at] = (place[at] ?? 0) + (ad[at] ?? 0) + (format[at] ?? 0) + (size[at] ?? 0);
}

/** A model as predictions read it: what all goals have learned of a slot beside each other. */
export function slotNumbers(model: Model, templates: TemplateMask): Float32Array {
  const numbers = new Float32Array(SLOT_NUMBERS * SLOTS);
  const put = (slot: number, priorVariance: number): void => {
    for (const [number, goal] of GOALS.entries()) {
      const { weights } = model.goals[goal];
      const at = SLOT_NUMBERS * slot + 2 * number;
      numbers[at] = weightAt(weights, slot, { rates: DEFAULT_RATES, priorVariance });
      numbers[at + 1] = varianceAt(weights, slot, priorVariance);
    }
  };
  const allowed = TEMPLATES.filter(({ index }) => (templates & (1 << index)) !== 0);
  if (allowed.length > 0) put(BIAS_SLOT, BIAS_PRIOR_VARIANCE);
  for (const { base, mask, priorVariance } of allowed)
    for (let slot = base; slot <= base + mask; slot++) put(slot, priorVariance);
  return numbers;
}

export function addSlot(into: Sums, numbers: Float32Array, slot: number): void {
  for (let at = 0; at < SLOT_NUMBERS; at++)
    into[at] = (into[at] ?? 0) + (numbers[SLOT_NUMBERS * slot + at] ?? 0);
}

/** Posterior variance of a weight, the others held fixed (Laplace; Chapelle and Li 2011, algorithm 3). */
const varianceAt = ({ precision }: Weights, slot: number, priorVariance: Template['priorVariance']): number =>
  1 / (1 / priorVariance + (precision[slot] ?? 0));
