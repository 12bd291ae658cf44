import { logit } from './logistic.ts';

/** What an ad is shown for. `conversion` is one that follows a click: its chance per impression is the product of both. */
export const GOALS = ['click', 'conversion'] as const;
export type Goal = (typeof GOALS)[number];

/**
 * How often it happens where nothing was learned: per impression for clicks, per click for conversions. Magnitudes that
 * published benchmarks of the industry agree on; a day of traffic replaces them.
 */
const PRIOR_RATES: Readonly<Record<Goal, ReadonlyMap<string, number>>> = {
  click: new Map([
    ['banner', 0.002],
    ['video', 0.005],
    ['native', 0.004],
    ['audio', 0.001],
  ]),
  conversion: new Map([
    ['banner', 0.02],
    ['video', 0.02],
    ['native', 0.03],
    ['audio', 0.02],
  ]),
};
const PRIOR_RATE_OF_OTHERS: Readonly<Record<Goal, number>> = { click: 0.002, conversion: 0.02 };

const PRIOR_SCORES: Readonly<Record<Goal, ReadonlyMap<string, number>>> = {
  click: new Map([...PRIOR_RATES.click].map(([format, rate]) => [format, logit(rate)])),
  conversion: new Map([...PRIOR_RATES.conversion].map(([format, rate]) => [format, logit(rate)])),
};

/** Log-odds that everything learned is added to. */
export function priorScore(goal: Goal, format: string): number {
  return PRIOR_SCORES[goal].get(format) ?? logit(PRIOR_RATE_OF_OTHERS[goal]);
}
