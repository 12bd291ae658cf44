import { describe, expect, it } from 'vitest';
import { encodeAd, encodePlace } from './features.ts';
import { priorScore } from './goals.ts';
import { createLearner } from './learner.ts';
import { emptyModel } from './model.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES } from './templates.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';

describe('predictions', () => {
  it('are of the slots that were learned, value by value, whatever is missing', () => {
    const world = simulateWorld({ seed: 21 });
    const trained = trainOn(world, { examples: 5_000 });
    // Without outcomes nothing is corrected: what is left is the sum that the learner sees, too.
    const { click } = trained.goals;
    const model = {
      ...trained,
      goals: { ...trained.goals, click: { ...click, outcomes: new Float64Array(click.outcomes.length) } },
    };
    const predictor = createPredictor(model, { templates: ALL_TEMPLATES });
    const learner = createLearner(structuredClone(click.weights));
    const into = emptyPrediction();
    for (let number = 0; number < 300; number++) {
      const shown = world.shown(number);
      const ad = number % 7 === 0 ? { ...shown.ad, advertiser: '' } : shown.ad;
      const place = number % 5 === 0 ? { ...shown.place, placement: '' } : shown.place;
      predictor.predict('click', prepareAd(ad), { place: predictor.place(place), into });
      const example = { ad: encodeAd(ad), place: encodePlace(place), successes: 0 };
      const prior = priorScore('click', ad.format);
      // A share of 0 is predicted and not learned from.
      const score = learner.learn({ ...example, prior, negativesKept: 0 }, ALL_TEMPLATES);
      expect(into.score).toBeCloseTo(score, 4);
    }
  });

  it('of a conversion are those of a click and of what follows it', () => {
    const predictor = createPredictor(emptyModel({ version: 1, hash: '' }), { templates: ALL_TEMPLATES });
    const place = predictor.place({ media: 'm', placement: 'p', deviceType: 'tv', country: '', atMs: 0 });
    const ad = prepareAd({ format: 'banner', advertiser: 'a', lineItem: 'l', creative: 'c' });
    const [click, conversion] = (['click', 'conversion'] as const).map((goal) => {
      const into = emptyPrediction();
      predictor.predict(goal, ad, { place, into });
      return into;
    });
    expect(conversion?.chance).toBeCloseTo((click?.chance ?? 0) * 0.02, 9);
    expect(conversion?.deviation).toBeGreaterThan(click?.deviation ?? 0);
  });
});
