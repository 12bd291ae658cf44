import { CALIBRATION_NUMBERS } from './calibration.ts';
import type { Goal } from './goals.ts';
import type { TemplateMask } from './templates.ts';
import { emptyWeights, type Weights } from './weights.ts';

/** What one goal's model is: changed by training, read by predictions. */
export interface GoalModel {
  readonly weights: Weights;
  /** See `calibration.ts`. */
  readonly outcomes: Float64Array;
}

/** Where a model comes from, and how far it has come. */
export interface Provenance {
  /** The version of the policy under which it was trained last, and that policy's hash. */
  readonly policyVersion: number;
  readonly policyHash: string;
  /** Templates that clicks may have taught something, conversions after clicks, and those after views. */
  readonly templates: TemplateMask;
  readonly conversionTemplates: TemplateMask;
  readonly viewTemplates: TemplateMask;
  /** The next record of the log to learn clicks from: written with the weights, so that each example counts once. */
  readonly nextOffset: number;
  /** And the next to learn conversions from, which comes later: they take longer to follow. */
  readonly conversionOffset: number;
  /** When what it learned last happened, ms since epoch; 0 before anything. */
  readonly trainedToMs: number;
  readonly impressions: number;
  readonly clicks: number;
  /** Clicks whose conversions may be collected, and conversions of them. */
  readonly followedClicks: number;
  readonly conversions: number;
  /** Displays after which conversions may be collected and are paid for without a click, and conversions of them. */
  readonly followedViews: number;
  readonly viewConversions: number;
}

export interface Model {
  readonly goals: Readonly<Record<Goal, GoalModel>>;
  readonly provenance: Provenance;
}

interface PolicyName {
  readonly version: number;
  readonly hash: string;
}

export const emptyProvenance = (policy: PolicyName): Provenance => ({
  policyVersion: policy.version,
  policyHash: policy.hash,
  templates: 0,
  conversionTemplates: 0,
  viewTemplates: 0,
  nextOffset: 0,
  conversionOffset: 0,
  trainedToMs: 0,
  impressions: 0,
  clicks: 0,
  followedClicks: 0,
  conversions: 0,
  followedViews: 0,
  viewConversions: 0,
});

export function emptyModel(policy: PolicyName): Model {
  const empty = (): GoalModel => ({
    weights: emptyWeights(),
    outcomes: new Float64Array(CALIBRATION_NUMBERS),
  });
  return {
    goals: { click: empty(), conversion: empty(), viewConversion: empty() },
    provenance: emptyProvenance(policy),
  };
}
