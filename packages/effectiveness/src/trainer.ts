import { countLate, countOutcome, sliceOf } from './calibration.ts';
import { type AdFeatures, encodeAd, encodePlace, type PlaceFeatures } from './features.ts';
import { type Goal, priorScore } from './goals.ts';
import type { LearnGate } from './learn-gate.ts';
import { createLearner, type Learner } from './learner.ts';
import { emptyModel, type GoalModel, type Model, type Provenance } from './model.ts';
import { narrowModel } from './narrow-model.ts';
import { hashText } from './stable-hash.ts';
import type { TemplateMask } from './templates.ts';

/** An ad in its place, and the version of the policy that it was collected under. */
interface Collected extends AdFeatures, PlaceFeatures {
  readonly policyVersion: number;
}

/** An ad that was shown, and whether it was clicked within the attribution window. */
export interface ShownAd extends Collected {
  /** Of this impression alone: decides whether it is among the negatives that are kept. */
  readonly key: string;
  readonly clicked: boolean;
}

/** A click after which conversions were let in, or a conversion of one. */
export interface FollowedClick extends Collected {
  /** Id of the field of conversions, where the gates let it in. */
  readonly letIn: number | undefined;
}

export interface TrainerOptions {
  readonly gate: LearnGate;
  /** The policy in force. */
  readonly policy: { readonly version: number; readonly hash: string };
  /** The share of impressions without a click that is learned from; default 1. */
  readonly negativesKept?: number;
}

/** Learns from the log, record by record; the model is the same whatever the batches were. */
export interface Trainer {
  /** False where the policy then or now lets nothing of it be learned from. */
  learn(shown: ShownAd): boolean;
  /** A click and the conversions that have followed it by now; false as above. */
  follow(click: FollowedClick, conversions: number): boolean;
  /** A conversion of a click that was followed before it came; false as above. */
  followLate(conversion: FollowedClick): boolean;
  /** The record before `nextOffset` is done with, for that goal. */
  pass(goal: Goal, nextOffset: number): void;
  nextOffset(goal: Goal): number;
  /** Whether the policy in force lets anything be learned of a goal. */
  learns(goal: Goal): boolean;
  /** The model as it stands: its weights go on changing with what is learned. */
  model(): Model;
}

/** A click that is told to have brought more is a mistake, or one that would tear the model. */
const CONVERSIONS_MAX = 5;
const OFFSET_OF = { click: 'nextOffset', conversion: 'conversionOffset' } as const satisfies Record<
  Goal,
  keyof Provenance
>;

/**
 * Goes on with a model under the policy in force: what that policy no longer lets be used is erased first, and with it the
 * outcomes of predictions that were made by it. A model that may say nothing at all begins anew where it stood in the log.
 */
export function createTrainer(before: Model | undefined, options: TrainerOptions): Trainer {
  const { gate, policy, negativesKept = 1 } = options;
  const { goals, provenance: known } = narrowModel(before ?? emptyModel(policy), { gate, policy });
  const provenance = { ...known };
  const learners = {
    click: createLearner(goals.click.weights),
    conversion: createLearner(goals.conversion.weights),
  } satisfies Record<Goal, Learner>;
  const passTime = (atMs: number): void => {
    provenance.trainedToMs = Math.max(provenance.trainedToMs, atMs);
  };
  const masksOf = ({ policyVersion: version, letIn }: FollowedClick): TemplateMask =>
    letIn === undefined ? 0 : gate.templates({ version, letIn }, 'conversion');

  return {
    learn(shown) {
      const templates = gate.templates({ version: shown.policyVersion });
      if (templates === 0) return false;
      provenance.impressions++;
      if (shown.clicked) provenance.clicks++;
      passTime(shown.atMs);
      if (!shown.clicked && !isKept(shown.key, negativesKept)) return true;
      const successes = shown.clicked ? 1 : 0;
      const example = { ...exampleOf(shown, 'click'), successes, negativesKept };
      const score = learners.click.learn(example, templates);
      count(goals.click, shown, { score, successes, stands: shown.clicked ? 1 : 1 / negativesKept });
      return true;
    },
    follow(click, conversions) {
      const templates = masksOf(click);
      if (templates === 0) return false;
      const successes = Math.min(conversions, CONVERSIONS_MAX);
      provenance.followedClicks++;
      provenance.conversions += successes;
      passTime(click.atMs);
      const example = { ...exampleOf(click, 'conversion'), successes, negativesKept: 1 };
      const score = learners.conversion.learn(example, templates);
      count(goals.conversion, click, { score, successes, stands: 1 });
      return true;
    },
    followLate(conversion) {
      const templates = masksOf(conversion);
      if (templates === 0) return false;
      provenance.conversions++;
      learners.conversion.correct(exampleOf(conversion, 'conversion'), templates);
      countLate(goals.conversion.outcomes, sliceOf(conversion.format));
      return true;
    },
    pass(goal, nextOffset) {
      provenance[OFFSET_OF[goal]] = nextOffset;
    },
    nextOffset: (goal) => provenance[OFFSET_OF[goal]],
    learns: (goal) => (goal === 'click' ? provenance.templates : provenance.conversionTemplates) !== 0,
    model: () => ({ goals, provenance: { ...provenance } satisfies Provenance }),
  };
}

const exampleOf = (collected: Collected, goal: Goal) => ({
  ad: encodeAd(collected),
  place: encodePlace(collected),
  prior: priorScore(goal, collected.format),
});

function count(
  { outcomes }: GoalModel,
  { format }: AdFeatures,
  outcome: { score: number; successes: number; stands: number },
): void {
  countOutcome(outcomes, { slice: sliceOf(format), ...outcome });
}

const UINT32 = 2 ** 32;
const isKept = (key: string, share: number): boolean =>
  share >= 1 || (hashText(key, 3) >>> 0) / UINT32 < share;
