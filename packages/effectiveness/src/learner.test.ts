import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAd, encodePlace } from './features.ts';
import { createLearner } from './learner.ts';
import { logit, sigmoid } from './logistic.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES, TEMPLATES } from './templates.ts';
import { simulateWorld, type World } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';
import { emptyWeights, eraseTemplates, usedSlots } from './weights.ts';

/** How far predictions are off in log-odds, and what they cost against the truth and the base rate. */
function judge(world: World, model: ReturnType<typeof trainOn>, from: number) {
  const predictor = createPredictor(model, { templates: ALL_TEMPLATES });
  const into = emptyPrediction();
  const sums = { squares: 0, loss: 0, ideal: 0, predicted: 0, true: 0, blank: 0 };
  const COUNT = 8_000;
  const shown = Array.from({ length: COUNT }, (_, at) => world.shown(from + at));
  const base = shown.reduce((sum, { chance }) => sum + chance, 0) / COUNT;
  const loss = (chance: number, predicted: number) =>
    -chance * Math.log(predicted) - (1 - chance) * Math.log(1 - predicted);
  for (const { ad, place, chance } of shown) {
    predictor.predict('click', prepareAd(ad), { place: predictor.place(place), into });
    sums.squares += (into.score - logit(chance)) ** 2;
    sums.loss += loss(chance, into.chance);
    sums.ideal += loss(chance, chance);
    sums.blank += loss(chance, base);
    sums.predicted += into.chance;
    sums.true += chance;
  }
  return {
    rms: Math.sqrt(sums.squares / COUNT),
    /** The share of what can be known beyond the base rate that was learned. */
    learned: (sums.blank - sums.loss) / (sums.blank - sums.ideal),
    bias: sums.predicted / sums.true,
  };
}

describe('FTRL-proximal', () => {
  it('finds the effects that made the clicks, whatever the world', () => {
    for (const seed of [1, 2, 3]) {
      const world = simulateWorld({ seed, base: -3 });
      const early = judge(world, trainOn(world, { examples: 5_000 }), 100_000);
      const late = judge(world, trainOn(world, { examples: 80_000 }), 100_000);
      expect(late.rms).toBeLessThan(early.rms);
      // Log-odds of the simulated world spread by 0.6 around their mean.
      expect(late.rms).toBeLessThan(0.37);
      expect(late.learned).toBeGreaterThan(0.7);
      expect(Math.abs(late.bias - 1)).toBeLessThan(0.12);
    }
  });

  it('learns the same from a quarter of what was not clicked', () => {
    const world = simulateWorld({ seed: 4, base: -4 });
    const quarter = judge(world, trainOn(world, { examples: 80_000, negativesKept: 0.25 }), 100_000);
    expect(quarter.learned).toBeGreaterThan(0.6);
    expect(Math.abs(quarter.bias - 1)).toBeLessThan(0.15);
  });

  it('gives the same weights, bit by bit, for the same examples in the same order', () => {
    const world = simulateWorld({ seed: 9 });
    const [first, second] = [trainOn(world, { examples: 3_000 }), trainOn(world, { examples: 3_000 })];
    expect(second.goals.click.weights).toEqual(first.goals.click.weights);
  });

  it('becomes surer of what it sees more of', () => {
    const world = simulateWorld({ seed: 9 });
    const predictor = createPredictor(trainOn(world, { examples: 20_000 }), { templates: ALL_TEMPLATES });
    const into = emptyPrediction();
    const { place } = world.shown(3);
    const deviationOf = (creative: number) => {
      predictor.predict('click', prepareAd(world.ad(creative)), { place: predictor.place(place), into });
      return into.deviation;
    };
    expect(deviationOf(1)).toBeLessThan(0.8 * deviationOf(1_000_001));
  });

  it('stays finite with whatever it is fed', () => {
    const weights = emptyWeights();
    const learner = createLearner(weights);
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1, 1e-300, 1e300, Number.NaN, Infinity));
    fc.assert(
      fc.property(
        fc.record({
          text: fc.string(),
          at: number,
          successes: fc.constantFrom(0, 1, 5),
          prior: number,
          kept: number,
        }),
        ({ text, at, successes, prior, kept }) => {
          const ad = encodeAd({ format: text, advertiser: text, lineItem: 'l', creative: 'c', size: text });
          const place = encodePlace({
            media: text,
            placement: 'p',
            deviceType: 'tv',
            os: text,
            country: text,
            atMs: at,
          });
          const score = learner.learn({ ad, place, successes, prior, negativesKept: kept }, ALL_TEMPLATES);
          return Number.isFinite(score) && sigmoid(score) > 0 && sigmoid(score) < 1;
        },
      ),
      { numRuns: 2_000 },
    );
    for (const column of [weights.z, weights.n, weights.precision])
      expect(column.every(Number.isFinite)).toBe(true);
  });

  it('refuses to learn under a share that is none', () => {
    const weights = emptyWeights();
    const example = { ad: encodeAd(simulateWorld({ seed: 1 }).ad(1)), place: new Int32Array(5), prior: -5 };
    for (const negativesKept of [0, -1, 1.5, Number.NaN, 1e-9])
      createLearner(weights).learn({ ...example, successes: 0, negativesKept }, ALL_TEMPLATES);
    expect(usedSlots(weights)).toBe(0);
  });
});

describe('what templates have learned', () => {
  it('can be taken away one by one', () => {
    const { weights } = trainOn(simulateWorld({ seed: 2 }), { examples: 2_000 }).goals.click;
    const gone = TEMPLATES.filter(({ features }) => features.includes('country'));
    const kept = gone.reduce((mask, { index }) => mask & ~(1 << index), ALL_TEMPLATES);
    const before = usedSlots(weights);
    expect(eraseTemplates(weights, kept)).toBe(true);
    expect(eraseTemplates(weights, kept)).toBe(false);
    expect(usedSlots(weights)).toBeLessThan(before);
    for (const { base, mask } of gone)
      for (const column of [weights.z, weights.n, weights.precision])
        expect(column.subarray(base, base + mask + 1).some((value) => value !== 0)).toBe(false);
  });
});
