import { normalAt } from './exploration.ts';
import { logit, sigmoid } from './logistic.ts';
import { combine } from './stable-hash.ts';

/** A candidate of a recorded imp that was ranked by an estimate. */
export interface RankedCandidate {
  readonly creative: string;
  /** What it was ranked by, micros. */
  readonly priceMicros: number;
  readonly chancePpb: number;
  readonly deviationMilli: number;
  readonly rankedPpb: number;
}

/** One imp as it was decided, and what followed. */
export interface Decision {
  readonly candidates: readonly RankedCandidate[];
  /** The highest price among candidates that were not ranked by an estimate: nobody below it wins. */
  readonly otherMicros: number;
  /** The share of imps that explored, basis points; the same for all candidates. */
  readonly exploreBps: number;
  /** Position of the winner among `candidates`; -1 where none of them won. */
  readonly shown: number;
  readonly clicked: boolean;
  /** Whether a conversion that is paid for followed. */
  readonly converted: boolean;
}

/** What ads are paid by: clicks, or conversions however they are counted. */
export const PAID_BY = ['click', 'conversion'] as const;
export type PaidBy = (typeof PAID_BY)[number];

/** The candidate a policy would show, by position; -1 for none. */
export type Chooser = (decision: Decision) => number;

export interface ReplayEstimate {
  /** Decisions in which the policy would have shown what was shown. */
  readonly matched: number;
  /** Clicks, or conversions, per decision, inverse propensity scored. */
  readonly ips: number;
  /** The same per ad that the policy would show, self-normalised: varies less and is slightly biased. */
  readonly snips: number;
  /** Standard error of `ips`. */
  readonly error: number;
  /** Kish's effective number of decisions that stand behind it. */
  readonly effective: number;
}

const BPS = 10_000;
const MILLI = 1_000;
/** Draws per decision: the probability of a choice is known to about 3 %. */
const DRAWS = 200;
/** A choice rarer than this counts as this rare: one decision must not outweigh hundreds. */
const PROPENSITY_MIN = 0.005;

/** The candidate that is worth most by the best estimates, as imps that do not explore decide. */
export const greedy: Chooser = (decision) => best(decision, ({ chancePpb }) => chancePpb);

/**
 * What a policy would have earned, from what another one decided by lot (inverse propensity scoring; Li et al. 2011,
 * Swaminathan and Joachims 2015). Only explored imps tell of choices that the best estimate would not have made.
 */
export function replay(
  decisions: readonly Decision[],
  choose: Chooser,
  goal: PaidBy = 'click',
): ReplayEstimate {
  let matched = 0;
  let weights = 0;
  let squares = 0;
  let reward = 0;
  let rewardSquares = 0;
  const counted = decisions.length;
  for (const [number, decision] of decisions.entries()) {
    const chosen = choose(decision);
    if (chosen < 0 || chosen !== decision.shown) continue;
    const weight = 1 / Math.max(propensityOf(decision, chosen, number), PROPENSITY_MIN);
    matched++;
    weights += weight;
    squares += weight * weight;
    if (!(goal === 'click' ? decision.clicked : decision.converted)) continue;
    reward += weight;
    rewardSquares += weight * weight;
  }
  const ips = counted > 0 ? reward / counted : 0;
  const variance = counted > 0 ? Math.max(rewardSquares / counted - ips * ips, 0) : 0;
  return {
    matched,
    ips,
    snips: weights > 0 ? reward / weights : 0,
    error: counted > 0 ? Math.sqrt(variance / counted) : 0,
    effective: squares > 0 ? (weights * weights) / squares : 0,
  };
}

/** How probable it was that a candidate wins its imp: by the best estimate, or by draws where the imp explores. */
export function propensityOf(decision: Decision, candidate: number, seed: number): number {
  const share = Math.min(Math.max(decision.exploreBps / BPS, 0), 1);
  const byEstimate = greedy(decision) === candidate ? 1 : 0;
  if (share === 0) return byEstimate;
  let wins = 0;
  for (let draw = 0; draw < DRAWS; draw++) if (drawn(decision, combine(seed, draw)) === candidate) wins++;
  return (1 - share) * byEstimate + (share * wins) / DRAWS;
}

function drawn(decision: Decision, key: number): number {
  return best(decision, ({ chancePpb, deviationMilli }, at) => {
    const score = logit(chancePpb / PPB) + (deviationMilli / MILLI) * normalAt(combine(key, at + 1));
    return sigmoid(score) * PPB;
  });
}

const PPB = 1_000_000_000;

/** The candidate whose price at a chance is highest and at least that of all others; -1 where none reaches it. */
function best(
  { candidates, otherMicros }: Decision,
  chanceOf: (candidate: RankedCandidate, at: number) => number,
): number {
  let chosen = -1;
  let highest = otherMicros;
  for (const [at, candidate] of candidates.entries()) {
    if (candidate.rankedPpb <= 0) continue;
    const micros = (candidate.priceMicros / candidate.rankedPpb) * chanceOf(candidate, at);
    if (micros > highest || (chosen < 0 && micros === highest)) {
      chosen = at;
      highest = micros;
    }
  }
  return chosen;
}
