import { sigmoid } from './logistic.ts';
import type { Prediction } from './predictor.ts';
import { combine } from './stable-hash.ts';

/**
 * Thompson sampling within a bound: a share of imps is decided by chances drawn from what is still uncertain, all others by
 * the best estimate. So no more than that share of what ads are worth is ever spent on finding out, and it is known how
 * probable each choice was (`replay.ts`).
 */
export interface Exploration {
  /** The share of imps that explore, in basis points. */
  readonly shareBps: number;
}

export const DEFAULT_EXPLORATION: Exploration = { shareBps: 1_000 };

const BPS = 10_000;
const UINT32 = 2 ** 32;
const EXPLORES = 0x45584c;

/** Whether an imp explores. @param seed the auction's random bits. */
export function explores({ shareBps }: Exploration, seed: number, imp: number): boolean {
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
