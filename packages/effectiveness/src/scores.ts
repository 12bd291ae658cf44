/** A prediction and what followed. */
export interface Judged {
  /** Between 0 and 1. */
  readonly chance: number;
  readonly happened: boolean;
}

/** Examples whose predictions were about the same. */
export interface ScoreBin {
  readonly examples: number;
  /** Mean predicted chance, and the share that happened. */
  readonly predicted: number;
  readonly observed: number;
  /** How many times the base rate was observed. */
  readonly lift: number;
}

export interface Scores {
  readonly examples: number;
  readonly successes: number;
  readonly baseRate: number;
  /** Mean negative log-likelihood, in nats. */
  readonly logLoss: number;
  /** The same of always predicting the base rate. */
  readonly baseLogLoss: number;
  /** Log loss divided by it: below 1 something was learned (He et al. 2014). */
  readonly normalisedEntropy: number;
  /** The chance that a success was predicted higher than a failure; 0.5 where nothing tells them apart. */
  readonly auc: number;
  /** Predicted successes per success; 1 where predictions add up. */
  readonly calibration: number;
  /** Mean distance of predicted and observed over the bins, weighed by examples. */
  readonly calibrationError: number;
  /** Rising with the prediction. */
  readonly bins: readonly ScoreBin[];
}

/** Groups of examples that share a prediction, the lowest first. */
export interface Group {
  readonly examples: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Scores predictions one by one; bins hold equally many. */
export function scorePredictions(judged: readonly Judged[], binsMax = 20): Scores {
  const sorted = [...judged].sort((a, b) => a.chance - b.chance);
  const groups = sorted.map(({ chance, happened }) => ({
    examples: 1,
    predicted: chance,
    observed: happened ? 1 : 0,
  }));
  return scoreGroups(groups, binsMax);
}

/** @param groups sums, not means: of one example each, or of bins, whose members then count as predicted alike */
export function scoreGroups(groups: readonly Group[], binsMax = 20): Scores {
  const sorted = groups
    .filter(({ examples }) => examples > 0)
    .sort((a, b) => a.predicted / a.examples - b.predicted / b.examples);
  const examples = sum(sorted, ({ examples: each }) => each);
  const successes = sum(sorted, ({ observed }) => observed);
  const predicted = sum(sorted, ({ predicted: each }) => each);
  const baseRate = examples > 0 ? successes / examples : 0;
  const logLoss = examples > 0 ? sum(sorted, lossOf) / examples : 0;
  const entropy = lossOf({ examples: 1, predicted: baseRate, observed: baseRate });
  const bins = binned(sorted, { binsMax, examples, baseRate });
  return {
    examples,
    successes,
    baseRate,
    logLoss,
    baseLogLoss: examples > 0 ? entropy : 0,
    normalisedEntropy: baseRate > 0 && baseRate < 1 ? logLoss / entropy : 1,
    auc: aucOf(sorted),
    calibration: successes > 0 ? predicted / successes : 1,
    calibrationError:
      examples > 0 ? sum(bins, (bin) => bin.examples * Math.abs(bin.predicted - bin.observed)) / examples : 0,
    bins,
  };
}

const sum = <T>(of: readonly T[], value: (each: T) => number): number =>
  of.reduce((total, each) => total + value(each), 0);

const CHANCE_MIN = 1e-12;

function lossOf({ examples, predicted, observed }: Group): number {
  const chance = Math.min(Math.max(predicted / examples, CHANCE_MIN), 1 - CHANCE_MIN);
  return -observed * Math.log(chance) - (examples - observed) * Math.log(1 - chance);
}

/** Of every pair of a success and a failure, those in the right order; equal predictions count half. */
function aucOf(sorted: readonly Group[]): number {
  let below = 0;
  let right = 0;
  let successes = 0;
  for (let at = 0; at < sorted.length; ) {
    const chance = meanOf(sorted[at]);
    let positives = 0;
    let negatives = 0;
    for (; at < sorted.length && meanOf(sorted[at]) === chance; at++) {
      const { examples = 0, observed = 0 } = sorted[at] ?? {};
      positives += observed;
      negatives += examples - observed;
    }
    right += positives * (below + negatives / 2);
    below += negatives;
    successes += positives;
  }
  return successes > 0 && below > 0 ? right / (successes * below) : 0.5;
}

const meanOf = (group: Group | undefined): number =>
  group === undefined ? 0 : group.predicted / group.examples;

interface Binning {
  readonly binsMax: number;
  readonly examples: number;
  readonly baseRate: number;
}

function binned(sorted: readonly Group[], { binsMax, examples, baseRate }: Binning): readonly ScoreBin[] {
  const bins: ScoreBin[] = [];
  let open = { examples: 0, predicted: 0, observed: 0 };
  for (const [at, group] of sorted.entries()) {
    open.examples += group.examples;
    open.predicted += group.predicted;
    open.observed += group.observed;
    if (open.examples < examples / binsMax && at < sorted.length - 1) continue;
    const observed = open.observed / open.examples;
    bins.push({
      examples: open.examples,
      predicted: open.predicted / open.examples,
      observed,
      lift: baseRate > 0 ? observed / baseRate : 1,
    });
    open = { examples: 0, predicted: 0, observed: 0 };
  }
  return bins;
}
