import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEstimator, type Estimator } from './estimator.ts';
import { expectedCpmMicros, ppbOf } from './expected-cpm.ts';
import { createExplorationPurse, drawChance, explores, normalAt } from './exploration.ts';
import { encodePlace } from './features.ts';
import { createLearner } from './learner.ts';
import { sigmoid } from './logistic.ts';
import { emptyModel, type Model } from './model.ts';
import { createPredictor, prepareAd } from './predictor.ts';
import { combine } from './stable-hash.ts';
import { ALL_TEMPLATES } from './templates.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';

describe('exploration', () => {
  it('decides no larger share of imps than it may', () => {
    for (const shareBps of [0, 500, 1_000, 10_000]) {
      let exploring = 0;
      for (let seed = 0; seed < 40_000; seed++) if (explores(shareBps, seed * 7_919, seed % 3)) exploring++;
      expect(Math.abs(exploring / 40_000 - shareBps / 10_000)).toBeLessThan(0.007);
    }
  });

  it('U2: spends no more of the money than it may, and spends what it may', () => {
    for (const budgetBps of [0, 200, 500]) {
      const purse = createExplorationPurse({ budgetBps });
      const spent = { all: 0, explored: 0 };
      for (let number = 0; number < 200_000; number++) {
        // A third of the imps that explore would have been decided otherwise; what ads are paid differs widely.
        const explored = explores(purse.shareBps('USD'), number * 7_919, 0) && number % 3 === 0;
        const micros = 200 + (combine(number, 3) >>> 0) / 2 ** 18;
        purse.spend({ micros, currency: 'USD', explored });
        spent.all += micros;
        if (explored) spent.explored += micros;
        expect(spent.explored).toBeLessThanOrEqual((spent.all * budgetBps) / 10_000 + 1_020_000);
      }
      expect(spent.explored).toBeGreaterThanOrEqual((spent.all * budgetBps) / 10_000);
    }
  });

  it('U2: spends no more of the money of any currency than it may, however little one of another is worth', () => {
    const purse = createExplorationPurse({ budgetBps: 500 });
    const spent = { USD: { all: 0, explored: 0 }, IDR: { all: 0, explored: 0 } };
    for (let number = 0; number < 100_000; number++) {
      const currency = number % 2 === 0 ? 'USD' : 'IDR';
      // In one currency all who explore choose otherwise, in the other the best is chosen anyway, for sums thousands of times as large.
      const explored = explores(purse.shareBps(currency), number * 7_919, 0) && currency === 'USD';
      const micros = currency === 'USD' ? 2_000 : 32_000_000;
      purse.spend({ micros, currency, explored });
      spent[currency].all += micros;
      if (explored) spent[currency].explored += micros;
    }
    expect(spent.USD.explored).toBeLessThanOrEqual(spent.USD.all * 0.05 + 1_002_000);
    expect(spent.USD.explored).toBeGreaterThanOrEqual(spent.USD.all * 0.04);
  });

  it('counts nothing of an ad that does not go out after all', () => {
    const purse = createExplorationPurse({ budgetBps: 500 });
    purse.spend({ micros: 400_000, currency: 'USD', explored: true });
    const before = purse.shareBps('USD');
    for (const micros of [90_000, -90_000]) purse.spend({ micros, currency: 'USD', explored: true });
    expect(purse.shareBps('USD')).toBe(before);
    expect(purse.shareBps('EUR')).toBe(10_000);
  });

  it('draws standard normal numbers', () => {
    const draws = Array.from({ length: 40_000 }, (_, key) => normalAt(key * 104_729));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    const beyond = draws.filter((draw) => Math.abs(draw) > 1.96).length / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.005);
  });

  it('draws the same for the same seed, and what is certain as it is', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(20),
        fc.integer(),
        fc.double({ min: -9, max: 2, noNaN: true }),
        (seed, imp, creative, score) => {
          const draw = { seed, imp, creative };
          const drawn = drawChance({ score, deviation: 0.8 }, draw);
          expect(drawChance({ score, deviation: 0.8 }, draw)).toBe(drawn);
          expect(drawn > 0 && drawn < 1).toBe(true);
          expect(drawChance({ score, deviation: 0 }, draw)).toBe(sigmoid(score));
        },
      ),
    );
  });

  it('tries two ads of which nothing is known equally often', () => {
    const wins = [0, 0];
    const estimator = estimatorOf(emptyModel({ version: 2, hash: '' }), 10_000);
    for (let seed = 0; seed < 4_000; seed++) {
      const winner = choose(estimator, seed);
      wins[winner] = (wins[winner] ?? 0) + 1;
    }
    expect(Math.abs((wins[0] ?? 0) / 4_000 - 0.5)).toBeLessThan(0.04);
  });

  it('U2: finds the better of two new ads by itself, although the worse one was lucky first', () => {
    const model = emptyModel({ version: 2, hash: '' });
    const { weights } = model.goals.click;
    const learner = createLearner(weights);
    const show = (winner: number, happened: boolean) =>
      learner.learn(
        {
          ad: ads[winner]?.encoded ?? ads[0].encoded,
          place: encodePlace(place),
          successes: happened ? 1 : 0,
          prior: -6.2,
          negativesKept: 1,
        },
        ALL_TEMPLATES,
      );
    for (let luck = 0; luck < 3; luck++) show(0, true);
    const better: number[] = [];
    let estimator = estimatorOf(model, 1_000);
    for (let seed = 0; seed < 20_000; seed++) {
      const winner = choose(estimator, seed);
      show(winner, (combine(seed, 5) >>> 0) / 2 ** 32 < (winner === 1 ? 0.03 : 0.01));
      better.push(winner);
      if (seed % 200 === 199) estimator = estimatorOf(model, 1_000);
    }
    const late = better.slice(-5_000);
    expect(late.reduce((sum, winner) => sum + winner, 0) / late.length).toBeGreaterThan(0.85);
  });
});

const ads = [
  prepareAd({ format: 'banner', advertiser: 'a', lineItem: 'l1', creative: 'worse', size: '' }),
  prepareAd({ format: 'banner', advertiser: 'a', lineItem: 'l2', creative: 'better', size: '' }),
] as const;
const place = { media: 'm', placement: 'p', deviceType: 'phone', os: '', country: 'DE', atMs: 0 };
const estimatorOf = (model: Model, shareBps: number) =>
  createEstimator(createPredictor(model, { templates: ALL_TEMPLATES }), { shareBps: () => shareBps });

/** Which of the two ads is worth more in an auction. */
function choose(estimator: Estimator, seed: number): number {
  const imp = estimator.imp(place, { seed: seed * 31_337, imp: 0 });
  const [first = 0, second = 0] = ads.map((ad) =>
    imp.expectedCpmMicros({ goal: 'click', bidMicros: 500_000, ad, currency: 'USD' }),
  );
  return first > second ? 0 : 1;
}

it('U7: is not what a request that may be a robot’s is decided by', () => {
  const exploration = { shareBps: () => 10_000 };
  const model = trainOn(simulateWorld({ seed: 6 }), { examples: 1_000 });
  const estimator = createEstimator(createPredictor(model, { templates: ALL_TEMPLATES }), exploration);
  const ask = { goal: 'click', ad: ads[0], currency: 'USD' } as const;
  const told = (doubtful: boolean) => estimator.imp(place, { seed: 9, imp: 1, doubtful }).estimate(ask);
  expect(told(false).exploreBps).toBe(10_000);
  expect(told(false).rankedPpb).not.toBe(told(true).rankedPpb);
  expect(told(true)).toMatchObject({ exploreBps: 0, rankedPpb: told(true).chancePpb });
});

describe('eCPM', () => {
  it('is chance × bid × 1,000, in whole micros', () => {
    expect(expectedCpmMicros({ chancePpb: ppbOf(0.002), bidMicros: 500_000 })).toBe(1_000_000);
    expect(expectedCpmMicros({ chancePpb: 1, bidMicros: 1 })).toBe(0);
    for (const odd of [Number.NaN, -1]) expect(expectedCpmMicros({ chancePpb: odd, bidMicros: 1 })).toBe(0);
  });

  it('says in integers what it was decided by', () => {
    const world = simulateWorld({ seed: 6 });
    const predictor = createPredictor(trainOn(world, { examples: 4_000 }), { templates: ALL_TEMPLATES });
    const { place } = world.shown(1);
    const ad = prepareAd(world.ad(2));
    const ask = { goal: 'conversion', bidMicros: 5_000_000, ad, currency: 'USD' } as const;
    for (const shareBps of [0, 10_000]) {
      const imp = createEstimator(predictor, { shareBps: () => shareBps }).imp(place, { seed: 9, imp: 1 });
      const estimate = imp.estimate(ask);
      expect(
        Object.values(estimate)
          .filter((value) => typeof value === 'number')
          .every(Number.isSafeInteger),
      ).toBe(true);
      expect(imp.expectedCpmMicros(ask)).toBe(
        expectedCpmMicros({ chancePpb: estimate.rankedPpb, bidMicros: ask.bidMicros }),
      );
      expect(estimate.rankedPpb === estimate.chancePpb).toBe(shareBps === 0);
      expect(estimate.deviationMilli).toBeGreaterThan(0);
    }
  });
});
