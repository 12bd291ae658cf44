import { boundScore, logit, sigmoid } from './logistic.ts';

/**
 * Corrects predictions by what followed: per slice of traffic (the ad's format) a monotone map of log-odds, made of bins in
 * which predictions and outcomes are counted before each example is learned from (progressive validation). Where little
 * was seen the map is that of all slices, and where nothing was seen it changes nothing.
 */
export const CALIBRATION_SLICES = ['all', 'banner', 'video', 'native', 'audio'] as const;

const SCORE_LOW = -12;
const SCORE_HIGH = 4;
const BIN_WIDTH = 0.5;
export const CALIBRATION_BINS = (SCORE_HIGH - SCORE_LOW) / BIN_WIDTH;
/** Per bin: examples, sum of predicted chances, successes. */
const BIN_SUMS = 3;
/** Per slice, behind its bins: successes that came in time, and later. */
const SLICE_SUMS = 2;
const SLICE_NUMBERS = CALIBRATION_BINS * BIN_SUMS + SLICE_SUMS;
export const CALIBRATION_NUMBERS = CALIBRATION_SLICES.length * SLICE_NUMBERS;

/** So many successes must a bin have seen before it counts as much as what was thought before. */
const PRIOR_SUCCESSES = 10;
/** What a bin holds is halved when its successes, or its examples, come to this many: the map follows the traffic. */
const SUCCESSES_MAX = 1_000;
const EXAMPLES_MAX = 4_000_000;
const LATE_MAX = 10_000;

export interface BinSums {
  readonly examples: number;
  readonly predicted: number;
  readonly observed: number;
}

/** What was predicted of how many examples, and what followed. */
export interface Outcome {
  readonly score: number;
  readonly successes: number;
  /** For how many examples it stands. */
  readonly stands: number;
}

/** Counts one example in its slice and in `all`. `counts` has `CALIBRATION_NUMBERS` numbers and is changed. */
export function countOutcome(counts: Float64Array, outcome: Outcome & { readonly slice: number }): void {
  add(counts, 0, outcome);
  if (outcome.slice > 0) add(counts, outcome.slice, outcome);
}

function add(counts: Float64Array, slice: number, { score, successes, stands }: Outcome): void {
  addSuccesses(counts, slice, { inTime: successes });
  const at = slice * SLICE_NUMBERS + binOf(score) * BIN_SUMS;
  counts[at] = (counts[at] ?? 0) + stands;
  counts[at + 1] = (counts[at + 1] ?? 0) + stands * sigmoid(score);
  counts[at + 2] = (counts[at + 2] ?? 0) + successes;
  if ((counts[at] ?? 0) < EXAMPLES_MAX && (counts[at + 2] ?? 0) < SUCCESSES_MAX) return;
  for (let sum = at; sum < at + BIN_SUMS; sum++) counts[sum] = (counts[sum] ?? 0) / 2;
}

/**
 * Counts a success of an example that was counted before. Nobody remembers what was predicted of that one, so it stands for its slice: in
 * all bins as many are missing, by the share that came late.
 */
export function countLate(counts: Float64Array, slice: number): void {
  addSuccesses(counts, 0, { late: 1 });
  if (slice > 0) addSuccesses(counts, slice, { late: 1 });
}

function addSuccesses(counts: Float64Array, slice: number, { inTime = 0, late = 0 }): void {
  const at = slice * SLICE_NUMBERS + CALIBRATION_BINS * BIN_SUMS;
  const sums = [(counts[at] ?? 0) + inTime, (counts[at + 1] ?? 0) + late] as const;
  const kept = sums[0] + sums[1] < LATE_MAX ? 1 : 0.5;
  counts[at] = sums[0] * kept;
  counts[at + 1] = sums[1] * kept;
}

/** How many successes there are for each that came in time. */
function lateFactor(counts: Float64Array, slice: number): number {
  const at = slice * SLICE_NUMBERS + CALIBRATION_BINS * BIN_SUMS;
  const inTime = counts[at] ?? 0;
  return inTime > 0 ? (inTime + (counts[at + 1] ?? 0)) / inTime : 1;
}

/** The number of a format's slice; 0, all of them, for one that has none. */
export function sliceOf(format: string): number {
  const slices: readonly string[] = CALIBRATION_SLICES;
  return Math.max(0, slices.indexOf(format));
}

export function binOf(score: number): number {
  const bin = Math.floor((boundScore(score) - SCORE_LOW) / BIN_WIDTH);
  return Math.min(Math.max(bin, 0), CALIBRATION_BINS - 1);
}

export function binSums(counts: Float64Array, slice: number, bin: number): BinSums {
  const at = slice * SLICE_NUMBERS + bin * BIN_SUMS;
  const examples = counts[at] ?? 0;
  const observed = Math.min((counts[at + 2] ?? 0) * lateFactor(counts, slice), examples);
  return { examples, predicted: counts[at + 1] ?? 0, observed };
}

export interface Calibration {
  /** Log-odds as they should have been. Rises where `score` rises; allocates nothing. */
  correct(slice: number, score: number): number;
}

const centreOf = (bin: number): number => SCORE_LOW + (bin + 0.5) * BIN_WIDTH;

/** Made when a model is loaded, not per request. */
export function createCalibration(counts: Float64Array): Calibration {
  const none = new Float64Array(CALIBRATION_BINS);
  const all = shiftsOf(counts, 0, none);
  const maps = CALIBRATION_SLICES.map((_, slice) =>
    risingMap(slice === 0 ? all : shiftsOf(counts, slice, all.shifts)),
  );
  return {
    correct(slice, score) {
      const map = maps[slice] ?? maps[0] ?? none;
      const bounded = boundScore(score);
      const place = (bounded - SCORE_LOW) / BIN_WIDTH - 0.5;
      const last = CALIBRATION_BINS - 1;
      // Beyond the outermost centres the nearest correction goes on.
      if (place <= 0) return bounded + (map[0] ?? 0) - centreOf(0);
      if (place >= last) return bounded + (map[last] ?? 0) - centreOf(last);
      const low = Math.floor(place);
      const from = map[low] ?? 0;
      return from + ((map[low + 1] ?? 0) - from) * (place - low);
    },
  };
}

interface Shifts {
  /** Per bin, what must be added to log-odds. */
  readonly shifts: Float64Array;
  /** Per bin, how much stands behind it. */
  readonly weights: Float64Array;
}

function shiftsOf(counts: Float64Array, slice: number, before: Float64Array): Shifts {
  const shifts = new Float64Array(CALIBRATION_BINS);
  const weights = new Float64Array(CALIBRATION_BINS);
  for (let bin = 0; bin < CALIBRATION_BINS; bin++) {
    const { examples, predicted, observed } = binSums(counts, slice, bin);
    const mean = examples > 0 ? predicted / examples : sigmoid(centreOf(bin));
    const expected = sigmoid(logit(mean) + (before[bin] ?? 0));
    const priorExamples = PRIOR_SUCCESSES / expected;
    const rate = (observed + PRIOR_SUCCESSES) / (examples + priorExamples);
    shifts[bin] = logit(rate) - logit(mean);
    weights[bin] = examples + priorExamples;
  }
  return { shifts, weights };
}

/** Isotonic regression (pool adjacent violators) of the corrected log-odds at the bins' centres. */
function risingMap({ shifts, weights }: Shifts): Float64Array {
  const blocks: { value: number; weight: number; bins: number }[] = [];
  for (let bin = 0; bin < CALIBRATION_BINS; bin++) {
    let block = { value: centreOf(bin) + (shifts[bin] ?? 0), weight: weights[bin] ?? 0, bins: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.value > block.value; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      const value = (last.value * last.weight + block.value * block.weight) / weight;
      block = { value, weight, bins: last.bins + block.bins };
    }
    blocks.push(block);
  }
  return Float64Array.from(blocks.flatMap(({ value, bins }) => Array<number>(bins).fill(value)));
}
