import { describe, expect, it } from 'vitest';
import { normalAt } from './exploration.ts';
import { logit, sigmoid } from './logistic.ts';
import { type Chooser, type Decision, greedy, propensityOf, replay } from './replay.ts';
import { combine } from './stable-hash.ts';

const uniform = (a: number, b: number): number => (combine(a, b) >>> 0) / 2 ** 32;
const ESTIMATED = [0.03, 0.028, 0.01] as const;
/** The second is better than the model believes. */
const TRUE = [0.02, 0.06, 0.01] as const;
const DEVIATION = 0.4;
const EXPLORE_BPS = 3_000;

/** Decisions of a policy that explores, in a world whose click rates are known. */
function decide(count: number): readonly Decision[] {
  return Array.from({ length: count }, (_, number) => {
    const candidates = ESTIMATED.map((chance, at) => ({
      creative: `creative-${at}`,
      priceMicros: 1_000_000 * chance,
      chancePpb: Math.round(chance * 1e9),
      deviationMilli: DEVIATION * 1000,
      rankedPpb: Math.round(chance * 1e9),
    }));
    const explores = uniform(number, 1) < EXPLORE_BPS / 10_000;
    const worth = ESTIMATED.map((chance, at) =>
      explores ? sigmoid(logit(chance) + DEVIATION * normalAt(combine(number, 100 + at))) : chance,
    );
    const shown = worth.indexOf(Math.max(...worth));
    const clicked = uniform(number, 2) < (TRUE[shown] ?? 0);
    return {
      candidates,
      otherMicros: 0,
      exploreBps: EXPLORE_BPS,
      shown,
      clicked,
      converted: clicked && number % 4 === 0,
    };
  });
}

const always =
  (candidate: number): Chooser =>
  () =>
    candidate;

describe('replay', () => {
  const decisions = decide(8_000);

  it('knows how probable each choice was', () => {
    const [first] = decisions;
    if (first === undefined) throw new Error('no decisions');
    const propensities = [0, 1, 2].map((candidate) => propensityOf(first, candidate, 7));
    expect(propensities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
    propensities.forEach((propensity, candidate) => {
      const share = decisions.filter(({ shown }) => shown === candidate).length / decisions.length;
      expect(Math.abs(propensity - share)).toBeLessThan(0.035);
    });
  });

  it('finds what another policy would have earned, from decisions of this one', () => {
    for (const [candidate, truth] of TRUE.slice(0, 2).entries()) {
      const { ips, snips, error } = replay(decisions, always(candidate));
      expect(Math.abs(ips - truth)).toBeLessThan(4 * error + 0.002);
      expect(Math.abs(snips - truth)).toBeLessThan(0.018);
    }
    const [clicks, conversions] = (['click', 'conversion'] as const).map(
      (goal) => replay(decisions, always(0), goal).ips,
    );
    expect(Math.abs((conversions ?? 0) / (clicks ?? 1) - 0.25)).toBeLessThan(0.1);
    expect(replay(decisions, greedy).snips).toBeLessThan(replay(decisions, always(1)).snips);
  });

  it('says how little stands behind a policy that was hardly ever followed', () => {
    const rare = replay(decisions, always(2));
    const often = replay(decisions, greedy);
    expect(rare.matched).toBeLessThan(often.matched / 10);
    expect(rare.effective).toBeLessThan(often.effective / 5);
  });

  it('lets nobody win below the best other price', () => {
    const [first] = decisions;
    if (first === undefined) throw new Error('no decisions');
    expect(greedy({ ...first, otherMicros: 40_000 })).toBe(-1);
    expect(propensityOf({ ...first, otherMicros: 1e12 }, 0, 1)).toBe(0);
    expect(replay([], greedy)).toEqual({ matched: 0, ips: 0, snips: 0, error: 0, effective: 0 });
  });
});
