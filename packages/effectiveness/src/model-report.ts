import { binSums, CALIBRATION_BINS, CALIBRATION_SLICES, createCalibration } from './calibration.ts';
import { GOALS, type Goal } from './goals.ts';
import { logit, sigmoid } from './logistic.ts';
import type { Model, Provenance } from './model.ts';
import { type Scores, scoreGroups } from './scores.ts';
import { usedSlots } from './weights.ts';

/** How well one goal's model has predicted what it had not seen yet. */
export interface SliceReport {
  readonly goal: Goal;
  /** `all`, or a format. */
  readonly slice: (typeof CALIBRATION_SLICES)[number];
  /** As the weights alone predicted. */
  readonly raw: Scores;
  /** As predictions are made: with the corrections that follow from the same outcomes. */
  readonly corrected: Scores;
}

export interface ModelReport {
  readonly provenance: Provenance;
  /** Inputs that have learned something. */
  readonly slots: number;
  /** Slices that have seen anything. */
  readonly slices: readonly SliceReport[];
}

/**
 * Reports from the model alone: each example was predicted before it was learned from, and counted by its prediction
 * (progressive validation). Recent ones count more, and examples of one bin of half a unit of log-odds as predicted alike.
 */
export function reportModel({ goals, provenance }: Model): ModelReport {
  const slices = GOALS.flatMap((goal) => {
    const { outcomes } = goals[goal];
    const calibration = createCalibration(outcomes);
    return CALIBRATION_SLICES.flatMap((slice, number): readonly SliceReport[] => {
      const raw = Array.from({ length: CALIBRATION_BINS }, (_, bin) => binSums(outcomes, number, bin));
      if (raw.every(({ examples }) => examples === 0)) return [];
      const corrected = raw.map((sums) => ({
        ...sums,
        predicted:
          sums.examples *
          sigmoid(calibration.correct(number, logit(sums.examples > 0 ? sums.predicted / sums.examples : 0))),
      }));
      return [{ goal, slice, raw: scoreGroups(raw), corrected: scoreGroups(corrected) }];
    });
  });
  const slots = GOALS.reduce((sum, goal) => sum + usedSlots(goals[goal].weights), 0);
  return { provenance, slots, slices };
}
