import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALIBRATION_NUMBERS, countOutcome, createCalibration, sliceOf } from './calibration.ts';
import { logit, sigmoid } from './logistic.ts';
import { combine } from './stable-hash.ts';

const uniform = (at: number, key: number): number => (combine(at, key) >>> 0) / 2 ** 32;

/** Predictions between 0.2 and 20 % whose true log-odds are `shift` higher. */
function outcomesOf(examples: number, shift: number, slice = 0): Float64Array {
  const counts = new Float64Array(CALIBRATION_NUMBERS);
  for (let at = 0; at < examples; at++) {
    const score = -6 + 4.5 * uniform(at, 1);
    const happened = uniform(at, 2) < sigmoid(score + shift);
    countOutcome(counts, { slice, score, successes: happened ? 1 : 0, stands: 1 });
  }
  return counts;
}

describe('calibration', () => {
  it('changes nothing where nothing was seen', () => {
    const calibration = createCalibration(new Float64Array(CALIBRATION_NUMBERS));
    for (let score = -20; score <= 10; score += 0.37)
      expect(calibration.correct(0, score)).toBeCloseTo(score, 9);
  });

  it('brings predictions that are twice too low or too high to what happens', () => {
    for (const shift of [Math.LN2, -Math.LN2]) {
      const calibration = createCalibration(outcomesOf(200_000, shift));
      for (const rate of [0.005, 0.01, 0.03, 0.1]) {
        const corrected = sigmoid(calibration.correct(0, logit(rate)));
        const truth = sigmoid(logit(rate) + shift);
        expect(Math.abs(corrected / truth - 1)).toBeLessThan(0.15);
      }
    }
  });

  it('corrects a format by what happened with this format', () => {
    const counts = outcomesOf(150_000, 0);
    const video = sliceOf('video');
    for (let at = 0; at < 60_000; at++) {
      const happened = uniform(at, 5) < sigmoid(-2.75 + 1);
      countOutcome(counts, { slice: video, score: -2.75, successes: happened ? 1 : 0, stands: 1 });
    }
    const calibration = createCalibration(counts);
    expect(calibration.correct(video, -2.75)).toBeGreaterThan(-1.95);
    expect(calibration.correct(video, -2.75) - calibration.correct(sliceOf('audio'), -2.75)).toBeGreaterThan(
      0.2,
    );
  });

  it('keeps the order of predictions, whatever was counted, and stays finite', () => {
    const outcome = fc.record({
      slice: fc.nat(4),
      score: fc.double({ min: -40, max: 40 }),
      successes: fc.nat(2),
      stands: fc.double({ min: 1, max: 1_000, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 200 }), fc.nat(4), (outcomes, slice) => {
        const counts = new Float64Array(CALIBRATION_NUMBERS);
        for (const each of outcomes) countOutcome(counts, each);
        const calibration = createCalibration(counts);
        const corrected = Array.from({ length: 200 }, (_, at) => calibration.correct(slice, -20 + at * 0.15));
        return corrected.every(
          (score, at) => Number.isFinite(score) && score > (corrected[at - 1] ?? score) - 1e-9,
        );
      }),
      { numRuns: 300 },
    );
  });
});
