import type { EncodedAd, EncodedPlace } from './features.ts';
import { boundScore, sigmoid } from './logistic.ts';
import { slotOf } from './slot-of.ts';
import { BIAS_PRIOR_VARIANCE, BIAS_SLOT, TEMPLATES, type TemplateMask } from './templates.ts';
import { DEFAULT_RATES, type Prior, type Rates, type Weights, weightAt } from './weights.ts';

/** Something that was shown, or clicked, and how often what is hoped for followed. */
export interface Example {
  readonly ad: EncodedAd;
  readonly place: EncodedPlace;
  readonly successes: number;
  /** Log-odds before anything was learned. */
  readonly prior: number;
  /** The share of examples without success that are learned from, above 0 and at most 1: each stands for its inverse. */
  readonly negativesKept: number;
}

/** Learns one goal online: each example once, in the order of the log. */
export interface Learner {
  /** Learns from an example and gives the log-odds predicted for it before. Allocates nothing. */
  learn(example: Example, templates: TemplateMask): number;
  /**
   * A success of an example that was learned from before it came. The gradient of log loss is the chance minus the successes, so what is
   * missing is minus one, whenever it comes.
   */
  correct(example: Pick<Example, 'ad' | 'place' | 'prior'>, templates: TemplateMask): void;
}

/** One example that stood for more than a thousand would tear the model. */
const NEGATIVES_KEPT_MIN = 0.001;

/**
 * FTRL-proximal logistic regression with step sizes per coordinate. An example whose share is no share is predicted and not
 * learned from.
 */
export function createLearner(weights: Weights, rates: Rates = DEFAULT_RATES): Learner {
  const bias: Prior = { rates, priorVariance: BIAS_PRIOR_VARIANCE };
  const priors = TEMPLATES.map(({ priorVariance }): Prior => ({ rates, priorVariance }));
  const slots = new Int32Array(TEMPLATES.length + 1);
  const values = new Float64Array(TEMPLATES.length + 1);

  const step = (at: number, gradient: number, information: number): void => {
    const slot = slots[at] ?? 0;
    const before = weights.n[slot] ?? 0;
    const after = before + gradient * gradient;
    const sigma = (Math.sqrt(after) - Math.sqrt(before)) / rates.alpha;
    weights.z[slot] = (weights.z[slot] ?? 0) + gradient - sigma * (values[at] ?? 0);
    weights.n[slot] = after;
    weights.precision[slot] = (weights.precision[slot] ?? 0) + information;
  };

  let used = 0;
  /** Finds the slots of an example, and the sum of their weights. */
  const scoreOf = (
    { ad, place, prior }: Pick<Example, 'ad' | 'place' | 'prior'>,
    templates: TemplateMask,
  ): number => {
    slots[0] = BIAS_SLOT;
    values[0] = weightAt(weights, BIAS_SLOT, bias);
    used = 1;
    let score = prior + (values[0] ?? 0);
    for (const template of TEMPLATES) {
      if ((templates & (1 << template.index)) === 0) continue;
      const slot = slotOf(template, ad, place);
      if (slot < 0) continue;
      const value = weightAt(weights, slot, priors[template.index] ?? bias);
      slots[used] = slot;
      values[used++] = value;
      score += value;
    }
    return boundScore(score);
  };

  return {
    learn(example, templates) {
      const { successes, negativesKept } = example;
      const score = scoreOf(example, templates);
      if (!(negativesKept >= NEGATIVES_KEPT_MIN && negativesKept <= 1)) return score;
      const chance = sigmoid(score);
      const gradient = successes > 0 ? chance - successes : chance / negativesKept;
      const information = informationOf(chance, negativesKept);
      for (let at = 0; at < used; at++) step(at, gradient, information);
      return score;
    },
    correct(example, templates) {
      scoreOf(example, templates);
      for (let at = 0; at < used; at++) step(at, -1, 0);
    },
  };
}

/** Fisher information of one example about its log-odds: that of a logistic regression on the sample as it was thinned. */
function informationOf(chance: number, negativesKept: number): number {
  const sampled = chance / (chance + negativesKept * (1 - chance));
  return sampled * (1 - sampled);
}
