import { logit } from './logistic.ts';

/** What is learned, a model of its own each: clicks of displays, conversions of clicks, conversions of displays that were not clicked. */
export const GOALS = ['click', 'conversion', 'viewConversion'] as const;
export type Goal = (typeof GOALS)[number];

/**
 * What an ad is paid for, per impression. `conversion`: one after a click, so that its chance is the product of both. `anyConversion`: one
 * after a click or after a view.
 */
export const SUCCESSES = ['click', 'conversion', 'anyConversion'] as const;
export type Success = (typeof SUCCESSES)[number];

/** What the chance of each is made of. */
export const GOALS_OF = {
  click: ['click'],
  conversion: ['click', 'conversion'],
  anyConversion: ['click', 'conversion', 'viewConversion'],
} as const satisfies Readonly<Record<Success, readonly Goal[]>>;

/**
 * How often it happens where nothing was learned: per impression for clicks and for conversions after a view, per click for conversions.
 * Magnitudes that published benchmarks of the industry agree on, but for what follows a view: there they differ widely, and this is a low one.
 * A day of traffic replaces them.
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
  viewConversion: new Map([
    ['banner', 0.0002],
    ['video', 0.0005],
    ['native', 0.0003],
    ['audio', 0.0002],
  ]),
};
const PRIOR_RATE_OF_OTHERS: Readonly<Record<Goal, number>> = {
  click: 0.002,
  conversion: 0.02,
  viewConversion: 0.0002,
};

const scoresOf = (goal: Goal): ReadonlyMap<string, number> =>
  new Map([...PRIOR_RATES[goal]].map(([format, rate]) => [format, logit(rate)]));

const PRIOR_SCORES: Readonly<Record<Goal, ReadonlyMap<string, number>>> = {
  click: scoresOf('click'),
  conversion: scoresOf('conversion'),
  viewConversion: scoresOf('viewConversion'),
};

/** Log-odds that everything learned is added to. */
export function priorScore(goal: Goal, format: string): number {
  return PRIOR_SCORES[goal].get(format) ?? logit(PRIOR_RATE_OF_OTHERS[goal]);
}
