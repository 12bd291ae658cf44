import { createEstimator, type Estimator } from './estimator.ts';
import type { Exploration } from './exploration.ts';
import type { AdFeatures } from './features.ts';
import { GOALS_OF, type Success } from './goals.ts';
import type { LearnGate } from './learn-gate.ts';
import { emptyModel, type Model } from './model.ts';
import { learnedTemplates, usableTemplates } from './narrow-model.ts';
import { createPredictor, type PreparedAd, prepareAd } from './predictor.ts';
import type { TemplateMask } from './templates.ts';

/** The newest model and the snapshot's ads, ready to be asked in the request path. */
export interface Serving {
  /** A newer model took the place of the one before. Its tables are made when it is first asked. */
  takeModel(model: Model): void;
  /** A newer snapshot has these ads: a creative once for each size that it is shown in. */
  takeAds(ads: readonly AdFeatures[]): void;
  /**
   * Undefined for a creative that is not in the snapshot.
   * @param size as in `AdFeatures`
   */
  ad(creative: string, size: string): PreparedAd | undefined;
  /**
   * Undefined where nothing was learned that may be used.
   * @param learnable the templates that this request's signals let be used
   * @param success what will be asked for: its chance needs what each goal has taught that it is made of
   */
  estimator(learnable: TemplateMask, success: Success): Estimator | undefined;
}

/** Signals make few masks; each costs a few milliseconds and some megabytes. */
const ESTIMATORS_MAX = 8;

export function createServing({
  gate,
  exploration,
}: {
  readonly gate: LearnGate;
  readonly exploration: Exploration;
}): Serving {
  let model: Model = emptyModel({ version: 0, hash: '' });
  let ads = new Map<string, Map<string, PreparedAd>>();
  const estimators = new Map<TemplateMask, Estimator>();
  return {
    takeModel(newer) {
      model = newer;
      estimators.clear();
    },
    takeAds(news) {
      ads = new Map(news.map(({ creative }) => [creative, new Map()]));
      for (const ad of news) ads.get(ad.creative)?.set(ad.size, prepareAd(ad));
    },
    ad: (creative, size) => ads.get(creative)?.get(size),
    estimator(learnable, success) {
      const { policyVersion: version, policyHash: hash } = model.provenance;
      const usable = usableTemplates(gate, { version, hash });
      const learned = learnedTemplates(model.provenance);
      const mask = GOALS_OF[success].reduce((left, goal) => left & usable[goal] & learned[goal], learnable);
      if (mask === 0) return undefined;
      const known = estimators.get(mask);
      if (known !== undefined) return known;
      if (estimators.size >= ESTIMATORS_MAX) estimators.clear();
      const made = createEstimator(createPredictor(model, { templates: mask }), exploration);
      estimators.set(mask, made);
      return made;
    },
  };
}
