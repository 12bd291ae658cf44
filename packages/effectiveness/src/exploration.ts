import { sigmoid } from './logistic.ts';
import type { Prediction } from './predictor.ts';
import { combine } from './stable-hash.ts';

/**
 * Thompson sampling: a share of imps is decided by chances drawn from what is still uncertain, all others by the best estimate. It is
 * known how probable each choice was (`replay.ts`).
 */
export interface Exploration {
  /** The share of imps that explore now, in basis points, among ads that pay in the currency. */
  shareBps(currency: string): number;
}

/** What exploration may cost: a share of what ads that are ranked by estimates are expected to be paid. */
export interface ExplorationPurse extends Exploration {
  spend(ad: SentAd): void;
}

/** An ad that goes out. */
export interface SentAd {
  /** What it is expected to be paid by the best estimate; less than 0 for one that does not go out after all. */
  readonly micros: number;
  /** In which that is paid, ISO 4217. */
  readonly currency: string;
  /** Whether the best estimates would have chosen another one. */
  readonly explored: boolean;
}

/** A twentieth of the money. */
export const EXPLORE_BUDGET_BPS = 500;
/** What a purse holds at most, and begins with: one unit of a currency. */
const PURSE_MICROS = 1_000_000;

/**
 * Each ad that goes out puts the share of its money in; each that was chosen only to find out takes all of its money out. Imps explore in
 * proportion to what the purse holds, so that it is spent evenly and never overdrawn by more than one ad: what was explored is at
 * most the share of all money and one purse. Each currency has its own: a unit of one may be worth thousands of another's.
 */
export function createExplorationPurse({ budgetBps }: { readonly budgetBps: number }): ExplorationPurse {
  const full = budgetBps > 0 ? PURSE_MICROS : 0;
  /** By currency; advertisers have few. */
  const purses = new Map<string, number>();
  return {
    shareBps: (currency) => Math.round((Math.max(purses.get(currency) ?? full, 0) / PURSE_MICROS) * BPS),
    spend({ micros, currency, explored }) {
      const change = (micros * budgetBps) / BPS - (explored ? micros : 0);
      purses.set(currency, Math.min((purses.get(currency) ?? full) + change, PURSE_MICROS));
    },
  };
}

const BPS = 10_000;
const UINT32 = 2 ** 32;
const EXPLORES = 0x45584c;

/** Whether an imp explores. @param seed the auction's random bits. */
export function explores(shareBps: number, seed: number, imp: number): boolean {
  return uniform(combine(combine(seed, EXPLORES), imp)) * BPS < shareBps;
}

/** The chance drawn for a creative (its hash). The same seed, imp and creative always give the same. */
export function drawChance(
  { score, deviation }: Pick<Prediction, 'score' | 'deviation'>,
  draw: { readonly seed: number; readonly imp: number; readonly creative: number },
): number {
  return sigmoid(score + deviation * normalAt(combine(combine(draw.seed, draw.imp), draw.creative)));
}

/** A standard normal number (Box and Muller 1958) that looks random in `key`. */
export function normalAt(key: number): number {
  // Never 0, of which there is no logarithm.
  const radius = Math.sqrt(-2 * Math.log(uniform(combine(key, 1)) + 0.5 / UINT32));
  return radius * Math.cos(2 * Math.PI * uniform(combine(key, 2)));
}

/** From 0 up to, but not, 1. */
const uniform = (hash: number): number => (hash >>> 0) / UINT32;
