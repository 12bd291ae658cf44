import { countOutcome, sliceOf } from '../calibration.ts';
import { createLearner } from '../learner.ts';
import { emptyModel, type Model } from '../model.ts';
import { ALL_TEMPLATES, type TemplateMask } from '../templates.ts';
import { exampleOf, isKept, type World } from './simulated-traffic.ts';

/** A click model that has seen the first `examples` impressions of a world. */
export function trainOn(
  world: World,
  options: { examples: number; negativesKept?: number; templates?: TemplateMask },
): Model {
  const { examples, negativesKept = 1, templates = ALL_TEMPLATES } = options;
  const model = emptyModel({ version: 2, hash: 'a'.repeat(64) });
  const { weights, outcomes } = model.goals.click;
  const learner = createLearner(weights);
  for (let number = 0; number < examples; number++) {
    const shown = world.shown(number);
    if (!shown.clicked && !isKept(number, negativesKept)) continue;
    const score = learner.learn(exampleOf(shown, negativesKept), templates);
    countOutcome(outcomes, {
      slice: sliceOf(shown.ad.format),
      score,
      successes: shown.clicked ? 1 : 0,
      stands: shown.clicked ? 1 : 1 / negativesKept,
    });
  }
  return { ...model, provenance: { ...model.provenance, templates, impressions: examples } };
}
