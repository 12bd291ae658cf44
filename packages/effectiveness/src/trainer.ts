import { countLate, countOutcome, sliceOf } from './calibration.ts';
import { type AdFeatures, encodeAd, encodePlace, type PlaceFeatures } from './features.ts';
import { type Goal, priorScore } from './goals.ts';
import type { LearnGate } from './learn-gate.ts';
import { createLearner, type Learner } from './learner.ts';
import { emptyModel, type GoalModel, type Model, type Provenance } from './model.ts';
import { learnedTemplates, narrowModel } from './narrow-model.ts';
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

/** A click or display after which conversions were let in, or a conversion of one. */
export interface Followed extends Collected {
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
  /** A click or display, as the goal says, and the conversions that have followed it by now; false as above. */
  follow(goal: FollowedGoal, followed: Followed, conversions: number): boolean;
  /** A conversion of what was followed before it came; false as above. */
  followLate(goal: FollowedGoal, conversion: Followed): boolean;
  /** The record before `nextOffset` is done with, for that goal. */
  pass(goal: Goal, nextOffset: number): void;
  nextOffset(goal: Goal): number;
  /** Whether the policy in force lets anything be learned of a goal. */
  learns(goal: Goal): boolean;
  /** The model as it stands: its weights go on changing with what is learned. */
  model(): Model;
}

/** Something that is told to have brought more is a mistake, or one that would tear the model. */
const CONVERSIONS_MAX = 5;
type FollowedGoal = Exclude<Goal, 'click'>;
type Names = Readonly<Record<Goal, keyof Provenance>>;
/** All conversions are walked through at once. */
const OFFSET_OF = {
  click: 'nextOffset',
  conversion: 'conversionOffset',
  viewConversion: 'conversionOffset',
} as const satisfies Names;
const EXAMPLES_OF = {
  click: 'impressions',
  conversion: 'followedClicks',
  viewConversion: 'followedViews',
} as const satisfies Names;
const SUCCESSES_OF = {
  click: 'clicks',
  conversion: 'conversions',
  viewConversion: 'viewConversions',
} as const satisfies Names;

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
    viewConversion: createLearner(goals.viewConversion.weights),
  } satisfies Record<Goal, Learner>;
  const passTime = (atMs: number): void => {
    provenance.trainedToMs = Math.max(provenance.trainedToMs, atMs);
  };
  const masksOf = (goal: FollowedGoal, { policyVersion: version, letIn }: Followed): TemplateMask =>
    letIn === undefined ? 0 : gate.templates({ version, letIn }, goal);

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
    follow(goal, followed, conversions) {
      const templates = masksOf(goal, followed);
      if (templates === 0) return false;
      const successes = Math.min(conversions, CONVERSIONS_MAX);
      provenance[EXAMPLES_OF[goal]]++;
      provenance[SUCCESSES_OF[goal]] += successes;
      passTime(followed.atMs);
      const example = { ...exampleOf(followed, goal), successes, negativesKept: 1 };
      const score = learners[goal].learn(example, templates);
      count(goals[goal], followed, { score, successes, stands: 1 });
      return true;
    },
    followLate(goal, conversion) {
      const templates = masksOf(goal, conversion);
      if (templates === 0) return false;
      provenance[SUCCESSES_OF[goal]]++;
      learners[goal].correct(exampleOf(conversion, goal), templates);
      countLate(goals[goal].outcomes, sliceOf(conversion.format));
      return true;
    },
    pass(goal, nextOffset) {
      provenance[OFFSET_OF[goal]] = nextOffset;
    },
    nextOffset: (goal) => provenance[OFFSET_OF[goal]],
    learns: (goal) => learnedTemplates(provenance)[goal] !== 0,
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
