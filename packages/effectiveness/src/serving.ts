import { createEstimator, type Estimator } from './estimator.ts';
import { DEFAULT_EXPLORATION, type Exploration } from './exploration.ts';
import type { AdFeatures } from './features.ts';
import type { LearnGate } from './learn-gate.ts';
import { emptyModel, type Model } from './model.ts';
import { createPredictor, type PreparedAd, prepareAd } from './predictor.ts';
import type { TemplateMask } from './templates.ts';

/** The newest model and the snapshot's ads, ready to be asked in the request path. */
export interface Serving {
  /** A newer model took the place of the one before. Its tables are made when it is first asked. */
  takeModel(model: Model): void;
  /** A newer snapshot has these ads, by the ids of their creatives. */
  takeAds(ads: readonly AdFeatures[]): void;
  /** Undefined for a creative that is not in the snapshot. */
  ad(creative: string): PreparedAd | undefined;
  /**
   * Undefined where nothing was learned that may be used.
   * @param learnable the templates that this request's signals let be used
   */
  estimator(learnable: TemplateMask): Estimator | undefined;
}

/** Signals make few masks; each costs a few milliseconds and some megabytes. */
const ESTIMATORS_MAX = 8;

export function createServing({
  gate,
  exploration = DEFAULT_EXPLORATION,
}: {
  readonly gate: LearnGate;
  readonly exploration?: Exploration;
}): Serving {
  let model: Model = emptyModel({ version: 0, hash: '' });
  let ads = new Map<string, PreparedAd>();
  const estimators = new Map<TemplateMask, Estimator>();
  return {
    takeModel(newer) {
      model = newer;
      estimators.clear();
    },
    takeAds(news) {
      ads = new Map(news.map((ad) => [ad.creative, prepareAd(ad)]));
    },
    ad: (creative) => ads.get(creative),
    estimator(learnable) {
      const { policyVersion: version, policyHash: hash, templates } = model.provenance;
      const mask = gate.templates({ version, hash }) & templates & learnable;
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
