import { expectedCpmMicros, ppbOf } from './expected-cpm.ts';
import { drawChance, type Exploration, explores } from './exploration.ts';
import { AD_FEATURES, type PlaceFeatures } from './features.ts';
import type { Success } from './goals.ts';
import { emptyPrediction, type Predictor, type PreparedAd } from './predictor.ts';

/** What an ad was thought to be worth in one place, in integers, as the auction's record keeps it. */
export interface Estimate {
  /** Best estimate of the chance per impression, parts per billion. */
  readonly chancePpb: number;
  /** Standard deviation of its log-odds, in thousandths. */
  readonly deviationMilli: number;
  /** The chance that the ad was ranked by: drawn where the imp explores, else the best estimate. */
  readonly rankedPpb: number;
  /** The share of imps that explored when this was decided, basis points. */
  readonly exploreBps: number;
  /** True where conversions after a view are among what is expected. */
  readonly views?: true;
}

/** One imp's estimates. */
export interface ImpEstimator {
  /** eCPM to rank by, in micros. Allocates nothing. */
  expectedCpmMicros(bid: Bid): number;
  /** The same with all that explains it: for the few that are recorded. */
  estimate(ask: Ask): Estimate;
}

export interface Ask {
  readonly goal: Success;
  readonly ad: PreparedAd;
  /** In which the ad pays, ISO 4217. */
  readonly currency: string;
}

export interface Bid extends Ask {
  /** What is paid per click or conversion, micros. */
  readonly bidMicros: number;
}

export interface ImpOfAuction {
  /** The auction's random bits. */
  readonly seed: number;
  readonly imp: number;
  /** True where nothing is to be found out by it, as of a robot's request. */
  readonly doubtful?: boolean;
}

export interface Estimator {
  imp(place: PlaceFeatures, auction: ImpOfAuction): ImpEstimator;
}

const MILLI = 1_000;
const CREATIVE = AD_FEATURES.indexOf('creative');

export function createEstimator(predictor: Predictor, exploration: Exploration): Estimator {
  const into = emptyPrediction();
  return {
    imp(features, { seed, imp, doubtful = false }) {
      const at = { place: predictor.place(features), into };
      // The same for all candidates of a currency, and these come one after another.
      let known: string | undefined;
      let exploreBps = 0;
      let exploring = false;
      const decide = (currency: string): void => {
        if (currency === known) return;
        known = currency;
        exploreBps = doubtful ? 0 : exploration.shareBps(currency);
        exploring = explores(exploreBps, seed, imp);
      };
      const rankedChance = ({ goal, ad, currency }: Ask): number => {
        decide(currency);
        predictor.predict(goal, ad, at);
        if (!exploring) return into.chance;
        return drawChance(into, { seed, imp, creative: ad.encoded[CREATIVE] ?? 0 });
      };
      return {
        expectedCpmMicros(ask) {
          const chancePpb = ppbOf(rankedChance(ask));
          return expectedCpmMicros({ chancePpb, bidMicros: ask.bidMicros });
        },
        estimate(ask) {
          const rankedPpb = ppbOf(rankedChance(ask));
          return {
            chancePpb: ppbOf(into.chance),
            deviationMilli: Math.round(into.deviation * MILLI),
            rankedPpb,
            exploreBps,
            ...(ask.goal === 'anyConversion' && { views: true as const }),
          };
        },
      };
    },
  };
}
