import { type Calibration, createCalibration, sliceOf } from './calibration.ts';
import {
  type AdFeatures,
  type EncodedAd,
  type EncodedPlace,
  encodeAd,
  encodePlace,
  type PlaceFeatures,
} from './features.ts';
import { GOALS, type Goal, priorScore } from './goals.ts';
import { logit, sigmoid } from './logistic.ts';
import type { GoalModel, Model } from './model.ts';
import { slotOf } from './slot-of.ts';
import { combine } from './stable-hash.ts';
import {
  BIAS_PRIOR_VARIANCE,
  BIAS_SLOT,
  CANDIDATE_TEMPLATES,
  PLACE_TEMPLATES,
  SLOTS,
  TEMPLATES,
  type Template,
  type TemplateMask,
} from './templates.ts';
import { DEFAULT_RATES, type Rates, type Weights, weightAt } from './weights.ts';

/** An ad ready to be predicted for; made once per snapshot. */
export interface PreparedAd {
  readonly encoded: EncodedAd;
  /** Its part of each input's hash, in the order of `CANDIDATE_TEMPLATES`: an estimate only adds the place. */
  readonly keys: Int32Array;
  readonly slice: number;
  /** Log-odds before anything was learned, by position in `GOALS`. */
  readonly priors: Float64Array;
}

/** A place with what it alone adds; made once per imp. */
export interface PreparedPlace {
  readonly encoded: EncodedPlace;
  /** By position in `GOALS`. */
  readonly scores: Float64Array;
  readonly variances: Float64Array;
}

/** Filled by `predict`; the caller keeps one and reads it before the next call. */
export interface Prediction {
  /** Chance per impression, calibrated, between 0 and 1. */
  chance: number;
  /** Its log-odds, and how far they may be off: a standard deviation. */
  score: number;
  deviation: number;
}

export const emptyPrediction = (): Prediction => ({ chance: 0, score: 0, deviation: 0 });

export interface Predictor {
  place(features: PlaceFeatures): PreparedPlace;
  /** Allocates nothing, never throws, and gives finite numbers for whatever it is asked. */
  predict(goal: Goal, ad: PreparedAd, at: { readonly place: PreparedPlace; readonly into: Prediction }): void;
}

export function prepareAd(ad: AdFeatures): PreparedAd {
  const encoded = encodeAd(ad);
  return {
    encoded,
    keys: Int32Array.from(CANDIDATE_TEMPLATES, (template) =>
      combine(template.seed, encoded[template.ad] ?? 0),
    ),
    slice: sliceOf(ad.format),
    priors: Float64Array.from(GOALS, (goal) => priorScore(goal, ad.format)),
  };
}

/** Templates of the ad as columns: the loop over candidates reads numbers beside each other and no objects. */
interface Columns {
  readonly count: number;
  /** Position among an ad's keys. */
  readonly keys: Int32Array;
  /** Position of the ad's feature, and of the place's, -1 for none. */
  readonly ads: Int32Array;
  readonly places: Int32Array;
  readonly bases: Int32Array;
  readonly masks: Int32Array;
}

function flatten(templates: TemplateMask): Columns {
  const rows = CANDIDATE_TEMPLATES.map((template, key) => ({ ...template, key })).filter(
    ({ index }) => (templates & (1 << index)) !== 0,
  );
  return {
    count: rows.length,
    keys: Int32Array.from(rows, ({ key }) => key),
    ads: Int32Array.from(rows, ({ ad }) => ad),
    places: Int32Array.from(rows, ({ place }) => place),
    bases: Int32Array.from(rows, ({ base }) => base),
    masks: Int32Array.from(rows, ({ mask }) => mask),
  };
}

/** One goal's model as predictions read it: weight and variance of a slot beside each other. */
interface Compiled {
  readonly pairs: Float32Array;
  readonly calibration: Calibration;
}

/**
 * Makes predictions from a model. Templates outside of `templates` are as if they had learned nothing, the intercept too
 * where none is left.
 */
export function createPredictor(
  model: Model,
  { templates }: { readonly templates: TemplateMask },
): Predictor {
  const compiled = GOALS.map((goal) => compile(model.goals[goal], { templates, rates: DEFAULT_RATES }));
  const placeTemplates = PLACE_TEMPLATES.filter(({ index }) => (templates & (1 << index)) !== 0);
  const { count, keys, ads, places, bases, masks } = flatten(templates);
  const NO_AD = new Int32Array(0);

  const predictOne = (goal: number, ad: PreparedAd, at: PredictAt): void => {
    const model = compiled[goal];
    if (model === undefined) return;
    const { pairs, calibration } = model;
    let score = (ad.priors[goal] ?? 0) + (at.place.scores[goal] ?? 0);
    let variance = at.place.variances[goal] ?? 0;
    const place = at.place.encoded;
    const { encoded, keys: own } = ad;
    // Written out, with the same slots as `slotOf`: a call per input would take twice as long.
    for (let row = 0; row < count; row++) {
      if (encoded[ads[row] ?? 0] === 0) continue;
      let hash = own[keys[row] ?? 0] ?? 0;
      const where = places[row] ?? -1;
      if (where >= 0) {
        const value = place[where] ?? 0;
        if (value === 0) continue;
        hash = combine(hash, value);
      }
      const slot = 2 * ((bases[row] ?? 0) + (hash & (masks[row] ?? 0)));
      score += pairs[slot] ?? 0;
      variance += pairs[slot + 1] ?? 0;
    }
    at.into.score = calibration.correct(ad.slice, score);
    at.into.chance = sigmoid(at.into.score);
    at.into.deviation = Math.sqrt(variance);
  };

  return {
    place(features) {
      const encoded = encodePlace(features);
      const scores = new Float64Array(GOALS.length);
      const variances = new Float64Array(GOALS.length);
      for (const [goal, { pairs }] of compiled.entries()) {
        const add = (slot: number): void => {
          scores[goal] = (scores[goal] ?? 0) + (pairs[2 * slot] ?? 0);
          variances[goal] = (variances[goal] ?? 0) + (pairs[2 * slot + 1] ?? 0);
        };
        add(BIAS_SLOT);
        for (const template of placeTemplates) {
          const slot = slotOf(template, NO_AD, encoded);
          if (slot >= 0) add(slot);
        }
      }
      return { encoded, scores, variances };
    },
    predict(goal, ad, at) {
      predictOne(CLICK, ad, at);
      if (goal === 'click') return;
      const { chance: clicked, deviation } = at.into;
      predictOne(CONVERSION, ad, at);
      const { chance: converted } = at.into;
      at.into.chance = clicked * converted;
      at.into.score = logit(at.into.chance);
      // Of log-odds what moves the logarithm of a chance is the rest to one; the product's is made log-odds again.
      at.into.deviation =
        Math.hypot((1 - clicked) * deviation, (1 - converted) * at.into.deviation) / (1 - at.into.chance);
    },
  };
}

interface PredictAt {
  readonly place: PreparedPlace;
  readonly into: Prediction;
}

const CLICK = GOALS.indexOf('click');
const CONVERSION = GOALS.indexOf('conversion');

function compile(
  { weights, outcomes }: GoalModel,
  { templates, rates }: { readonly templates: TemplateMask; readonly rates: Rates },
): Compiled {
  const pairs = new Float32Array(2 * SLOTS);
  const put = (slot: number, priorVariance: number): void => {
    pairs[2 * slot] = weightAt(weights, slot, { rates, priorVariance });
    pairs[2 * slot + 1] = varianceAt(weights, slot, priorVariance);
  };
  const allowed = TEMPLATES.filter(({ index }) => (templates & (1 << index)) !== 0);
  if (allowed.length > 0) put(BIAS_SLOT, BIAS_PRIOR_VARIANCE);
  for (const { base, mask, priorVariance } of allowed)
    for (let slot = base; slot <= base + mask; slot++) put(slot, priorVariance);
  // What outcomes say of predictions holds for the templates that made them.
  const learned = allowed.length > 0 ? outcomes : new Float64Array(outcomes.length);
  return { pairs, calibration: createCalibration(learned) };
}

/** Posterior variance of a weight, the others held fixed (Laplace; Chapelle and Li 2011, algorithm 3). */
const varianceAt = ({ precision }: Weights, slot: number, priorVariance: Template['priorVariance']): number =>
  1 / (1 / priorVariance + (precision[slot] ?? 0));
