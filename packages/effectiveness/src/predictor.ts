import { type Calibration, createCalibration, sliceOf } from './calibration.ts';
import {
  AD_FEATURES,
  type AdFeatures,
  type EncodedAd,
  type EncodedPlace,
  encodeAd,
  encodePlace,
  type PlaceFeatures,
} from './features.ts';
import { GOALS, priorScore, type Success } from './goals.ts';
import { logit, sigmoid } from './logistic.ts';
import type { Model } from './model.ts';
import { addSlot, addSums, emptySums, SLOT_NUMBERS, type Sums, slotNumbers } from './slot-numbers.ts';
import { slotOf } from './slot-of.ts';
import { combine } from './stable-hash.ts';
import {
  BIAS_SLOT,
  CANDIDATE_TEMPLATES,
  PLACE_TEMPLATES,
  type Template,
  type TemplateMask,
} from './templates.ts';

/** An ad ready to be predicted for; made once per snapshot. */
export interface PreparedAd {
  readonly encoded: EncodedAd;
  /** Its part of each input's hash, in the order of `CANDIDATE_TEMPLATES`: an estimate only adds the place. */
  readonly keys: Int32Array;
  /** What it adds wherever it is shown, as the predictor that was asked last has summed it up. */
  readonly own: { by: Predictor | undefined; readonly sums: Sums };
  readonly slice: number;
  /** Log-odds before anything was learned, by position in `GOALS`. */
  readonly priors: Float64Array;
}

/** A place with what it alone adds; made once per imp. */
export interface PreparedPlace {
  readonly encoded: EncodedPlace;
  readonly sums: Sums;
  /** What it adds together with a format, by slice, once that was asked for. */
  readonly formats: (Sums | undefined)[];
  /** The same with a size, by its hash. */
  readonly sizes: Map<number, Sums>;
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
  /** Allocates nothing once the ad, its format and its size were asked for, never throws, and gives finite numbers for whatever it is asked. */
  predict(
    success: Success,
    ad: PreparedAd,
    at: { readonly place: PreparedPlace; readonly into: Prediction },
  ): void;
}

export function prepareAd(ad: AdFeatures): PreparedAd {
  const encoded = encodeAd(ad);
  return {
    encoded,
    keys: Int32Array.from(CANDIDATE_TEMPLATES, (template) =>
      combine(template.seed, encoded[template.ad] ?? 0),
    ),
    own: { by: undefined, sums: emptySums() },
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

function columnsOf(templates: TemplateMask, belongs: (template: Template) => boolean): Columns {
  const rows = CANDIDATE_TEMPLATES.map((template, key) => ({ template, key })).filter(
    ({ template }) => (templates & (1 << template.index)) !== 0 && belongs(template),
  );
  return {
    count: rows.length,
    keys: Int32Array.from(rows, ({ key }) => key),
    ads: Int32Array.from(rows, ({ template }) => template.ad),
    places: Int32Array.from(rows, ({ template }) => template.place),
    bases: Int32Array.from(rows, ({ template }) => template.base),
    masks: Int32Array.from(rows, ({ template }) => template.mask),
  };
}

const FORMAT = AD_FEATURES.indexOf('format');
const SIZE = AD_FEATURES.indexOf('size');
const CLICK = GOALS.indexOf('click');
const CONVERSION = GOALS.indexOf('conversion');
const VIEW_CONVERSION = GOALS.indexOf('viewConversion');
const NO_AD = new Int32Array(0);
/** Formats without a slice of their own share this one: nothing can be remembered for it. */
const NO_SLICE = 0;

/**
 * Makes predictions from a model. Templates outside of `templates` are as if they had learned nothing, the intercept too
 * where none is left. What the place adds is summed up once per imp, what it adds with a format once per imp and format, what the ad
 * adds alone once per ad: only pairs of this ad and this place are left for each candidate.
 */
export function createPredictor(
  model: Model,
  { templates }: { readonly templates: TemplateMask },
): Predictor {
  const numbers = slotNumbers(model, templates);
  const calibrations = GOALS.map((goal): Calibration => {
    const { outcomes } = model.goals[goal];
    // What outcomes say of predictions holds for the templates that made them.
    return createCalibration(templates === 0 ? new Float64Array(outcomes.length) : outcomes);
  });
  const placeTemplates = PLACE_TEMPLATES.filter(({ index }) => (templates & (1 << index)) !== 0);
  const alone = columnsOf(templates, ({ place }) => place < 0);
  const ofFormat = columnsOf(templates, ({ ad, place }) => place >= 0 && ad === FORMAT);
  const ofSize = columnsOf(templates, ({ ad, place }) => place >= 0 && ad === SIZE);
  const pairs = columnsOf(templates, ({ ad, place }) => place >= 0 && ad !== FORMAT && ad !== SIZE);
  const sums = emptySums();

  const formatSums = (ad: PreparedAd, place: PreparedPlace): Sums => {
    const known = ad.slice === NO_SLICE ? undefined : place.formats[ad.slice];
    if (known !== undefined) return known;
    const made = emptySums();
    addCandidate(made, { numbers, columns: ofFormat, ad, place: place.encoded });
    place.formats[ad.slice] = made;
    return made;
  };
  const sizeSums = (ad: PreparedAd, place: PreparedPlace): Sums => {
    const size = ad.encoded[SIZE] ?? 0;
    const known = place.sizes.get(size);
    if (known !== undefined) return known;
    const made = emptySums();
    addCandidate(made, { numbers, columns: ofSize, ad, place: place.encoded });
    place.sizes.set(size, made);
    return made;
  };
  const sumUp = (ad: PreparedAd, place: PreparedPlace): void => {
    if (ad.own.by !== predictor) {
      ad.own.sums.fill(0);
      addCandidate(ad.own.sums, { numbers, columns: alone, ad, place: place.encoded });
      ad.own.by = predictor;
    }
    addSums(sums, {
      place: place.sums,
      ad: ad.own.sums,
      format: formatSums(ad, place),
      size: sizeSums(ad, place),
    });
    addCandidate(sums, { numbers, columns: pairs, ad, place: place.encoded });
  };
  const readInto = (into: Prediction, goal: number, ad: PreparedAd): void => {
    const score = (ad.priors[goal] ?? 0) + (sums[2 * goal] ?? 0);
    into.score = calibrations[goal]?.correct(ad.slice, score) ?? score;
    into.chance = sigmoid(into.score);
    into.deviation = Math.sqrt(sums[2 * goal + 1] ?? 0);
  };

  const predictor: Predictor = {
    place(features) {
      const encoded = encodePlace(features);
      const placeSums = emptySums();
      addSlot(placeSums, numbers, BIAS_SLOT);
      for (const template of placeTemplates) {
        const slot = slotOf(template, NO_AD, encoded);
        if (slot >= 0) addSlot(placeSums, numbers, slot);
      }
      return { encoded, sums: placeSums, formats: [], sizes: new Map() };
    },
    predict(success, ad, { place, into }) {
      sumUp(ad, place);
      readInto(into, CLICK, ad);
      if (success === 'click') return;
      const { chance: clicked, deviation } = into;
      readInto(into, CONVERSION, ad);
      const { chance: converted } = into;
      into.chance = clicked * converted;
      into.score = logit(into.chance);
      // Of log-odds what moves the logarithm of a chance is the rest to one; the product's is made log-odds again.
      into.deviation =
        Math.hypot((1 - clicked) * deviation, (1 - converted) * into.deviation) / (1 - into.chance);
      if (success === 'conversion') return;
      const { chance: afterClick, deviation: ofClicks } = into;
      readInto(into, VIEW_CONVERSION, ad);
      const { chance: afterView, deviation: ofViews } = into;
      into.chance = afterClick + (1 - afterClick) * afterView;
      into.score = logit(into.chance);
      const moved = Math.hypot(
        afterClick * (1 - afterClick) * ofClicks,
        afterView * (1 - afterView) * ofViews,
      );
      into.deviation = moved / (into.chance * (1 - into.chance));
    },
  };
  return predictor;
}

interface Candidate {
  readonly numbers: Float32Array;
  readonly columns: Columns;
  readonly ad: PreparedAd;
  readonly place: EncodedPlace;
}

/** Adds what templates of the ad have learned, with the same slots as `slotOf`. Written out: this is where the time goes. */
function addCandidate(into: Sums, { numbers, columns, ad, place }: Candidate): void {
  const { count, keys, ads, places, bases, masks } = columns;
  const { encoded, keys: own } = ad;
  let clickScore = 0;
  let clickVariance = 0;
  let conversionScore = 0;
  let conversionVariance = 0;
  let viewScore = 0;
  let viewVariance = 0;
  for (let row = 0; row < count; row++) {
    if (encoded[ads[row] ?? 0] === 0) continue;
    let hash = own[keys[row] ?? 0] ?? 0;
    const where = places[row] ?? -1;
    if (where >= 0) {
      const value = place[where] ?? 0;
      if (value === 0) continue;
      hash = combine(hash, value);
    }
    const at = SLOT_NUMBERS * ((bases[row] ?? 0) + (hash & (masks[row] ?? 0)));
    clickScore += numbers[at] ?? 0;
    clickVariance += numbers[at + 1] ?? 0;
    conversionScore += numbers[at + 2] ?? 0;
    conversionVariance += numbers[at + 3] ?? 0;
    viewScore += numbers[at + 4] ?? 0;
    viewVariance += numbers[at + 5] ?? 0;
  }
  into[0] = (into[0] ?? 0) + clickScore;
  into[1] = (into[1] ?? 0) + clickVariance;
  into[2] = (into[2] ?? 0) + conversionScore;
  into[3] = (into[3] ?? 0) + conversionVariance;
  into[4] = (into[4] ?? 0) + viewScore;
  into[5] = (into[5] ?? 0) + viewVariance;
}
