import { describe, expect, it } from 'vitest';
import { encodeAd, encodePlace } from './features.ts';
import { priorScore } from './goals.ts';
import { createLearner } from './learner.ts';
import { emptyModel } from './model.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES } from './templates.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { SOMEWHERE } from './testing/somewhere.ts';
import { trainOn } from './testing/train.ts';
import { createTrainer } from './trainer.ts';

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

  it('U2: tell a size and an operating system that work well from ones that do not, of ads never seen before', () => {
    const gate = { templates: () => ALL_TEMPLATES };
    const trainer = createTrainer(undefined, { gate, policy: { version: 1, hash: '' } });
    const here = { media: 'm', placement: 'p', deviceType: 'phone', country: 'DE' };
    for (let number = 0; number < 4_000; number++) {
      const [size, os] = [number % 2 === 0 ? '300x250' : '320x50', number % 4 < 2 ? 'ios' : 'android'];
      const every = (size === '300x250' ? 10 : 40) * (os === 'ios' ? 1 : 2);
      trainer.learn({
        ...{ format: 'banner', advertiser: `a${number % 11}`, lineItem: `l${number % 11}` },
        ...{ creative: `c${number % 11}`, size, ...here, os, atMs: number * 1_000 },
        ...{ policyVersion: 1, key: String(number), clicked: Math.floor(number / 4) % every === 0 },
      });
    }
    const predictor = createPredictor(trainer.model(), { templates: ALL_TEMPLATES });
    const chanceOf = (size: string, os: string): number => {
      const into = emptyPrediction();
      const unseen = { format: 'banner', advertiser: 'x', lineItem: 'x', creative: 'x', size };
      predictor.predict('click', prepareAd(unseen), {
        place: predictor.place({ ...here, os, atMs: 0 }),
        into,
      });
      return into.chance;
    };
    expect(chanceOf('300x250', 'ios') / chanceOf('320x50', 'ios')).toBeGreaterThan(1.5);
    expect(chanceOf('300x250', 'ios') / chanceOf('300x250', 'android')).toBeGreaterThan(1.2);
  });

  it('of a conversion are those of a click and of what follows it', () => {
    const predictor = createPredictor(emptyModel({ version: 1, hash: '' }), { templates: ALL_TEMPLATES });
    const place = predictor.place(SOMEWHERE);
    const ad = prepareAd({ format: 'banner', advertiser: 'a', lineItem: 'l', creative: 'c', size: '' });
    const [click, conversion] = (['click', 'conversion'] as const).map((goal) => {
      const into = emptyPrediction();
      predictor.predict(goal, ad, { place, into });
      return into;
    });
    expect(conversion?.chance).toBeCloseTo((click?.chance ?? 0) * 0.02, 9);
    expect(conversion?.deviation).toBeGreaterThan(click?.deviation ?? 0);
  });
});
