import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Judged, scoreGroups, scorePredictions } from './scores.ts';

const judged = fc.array(
  fc.record({ chance: fc.constantFrom(0.01, 0.02, 0.1, 0.3, 0.5, 0.9), happened: fc.boolean() }),
  { maxLength: 80 },
);

describe('scores', () => {
  it('give the AUC that counting all pairs gives', () => {
    fc.assert(
      fc.property(judged, (examples) => {
        const [yes, no] = [examples.filter((e) => e.happened), examples.filter((e) => !e.happened)];
        let right = 0;
        for (const a of yes)
          for (const b of no) right += a.chance > b.chance ? 1 : a.chance === b.chance ? 0.5 : 0;
        const auc = yes.length > 0 && no.length > 0 ? right / (yes.length * no.length) : 0.5;
        expect(scorePredictions(examples).auc).toBeCloseTo(auc, 9);
      }),
    );
  });

  it('have a normalised entropy of 1 for the base rate, below it for the truth, and above for nonsense', () => {
    const examples = (chanceOf: (number: number) => number): Judged[] =>
      Array.from({ length: 1_000 }, (_, number) => ({
        chance: chanceOf(number),
        happened: number % 10 === 0 || (number % 4 === 1 && number % 100 < 20),
      }));
    const base = scorePredictions(examples(() => 0)).baseRate;
    expect(scorePredictions(examples(() => base)).normalisedEntropy).toBeCloseTo(1, 9);
    expect(scorePredictions(examples((n) => (n % 10 === 0 ? 0.9 : 0.05))).normalisedEntropy).toBeLessThan(
      0.7,
    );
    expect(scorePredictions(examples((n) => (n % 10 === 0 ? 0.01 : 0.5))).normalisedEntropy).toBeGreaterThan(
      2,
    );
  });

  it('bin examples by prediction, lose none, and compare with the base rate', () => {
    const examples = Array.from({ length: 400 }, (_, n) => ({
      chance: n / 400,
      happened: n % 400 > 200 + (n % 7) * 20,
    }));
    const { bins, baseRate, successes, calibration } = scorePredictions(examples, 10);
    expect(bins.reduce((sum, bin) => sum + bin.examples, 0)).toBe(400);
    expect(bins.length).toBe(10);
    expect(bins.map(({ predicted }) => predicted)).toEqual(
      bins.map(({ predicted }) => predicted).toSorted((a, b) => a - b),
    );
    expect(bins.at(-1)?.lift).toBeCloseTo((bins.at(-1)?.observed ?? 0) / baseRate, 9);
    expect(calibration).toBeCloseTo(examples.reduce((sum, { chance }) => sum + chance, 0) / successes, 9);
  });

  it('of nothing are no numbers that could mislead', () => {
    expect(scoreGroups([])).toMatchObject({
      examples: 0,
      auc: 0.5,
      normalisedEntropy: 1,
      calibration: 1,
      bins: [],
    });
    for (const happened of [true, false]) {
      const scores = scorePredictions([{ chance: 0.5, happened }]);
      for (const value of Object.values(scores))
        if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
    }
  });
});
