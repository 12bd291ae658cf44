import { countOutcome, sliceOf } from './calibration.ts';
import { type AdFeatures, encodeAd, encodePlace, type PlaceFeatures } from './features.ts';
import { priorScore } from './goals.ts';
import type { LearnGate } from './learn-gate.ts';
import { createLearner } from './learner.ts';
import { emptyModel, type GoalModel, type Model, type Provenance } from './model.ts';
import { hashText } from './stable-hash.ts';
import type { TemplateMask } from './templates.ts';
import { eraseTemplates } from './weights.ts';

/** An ad that was shown, and whether it was clicked within the attribution window. */
export interface ShownAd extends AdFeatures, PlaceFeatures {
  /** Of this impression alone: decides whether it is among the negatives that are kept. */
  readonly key: string;
  /** The version of the policy that it was collected under. */
  readonly policyVersion: number;
  readonly clicked: boolean;
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
  /** The record before `nextOffset` is done with. */
  pass(nextOffset: number): void;
  nextOffset(): number;
  /** The model as it stands: its weights go on changing with what is learned. */
  model(): Model;
}

/**
 * Goes on with a model under the policy in force: what that policy no longer lets be used is erased first, and with it the
 * outcomes of predictions that were made by it. A model that may say nothing at all begins anew where it stood in the log.
 */
export function createTrainer(before: Model | undefined, options: TrainerOptions): Trainer {
  const { gate, policy, negativesKept = 1 } = options;
  const allowedNow = gate.templates(policy);
  const model = before === undefined ? emptyModel(policy) : narrowed(before, { gate, allowedNow });
  const { click } = model.goals;
  const learner = createLearner(click.weights);
  const provenance = {
    ...model.provenance,
    policyVersion: policy.version,
    policyHash: policy.hash,
    templates: allowedNow,
  };

  return {
    learn(shown) {
      const templates = gate.templates({ version: shown.policyVersion });
      if (templates === 0) return false;
      provenance.impressions++;
      if (shown.clicked) provenance.clicks++;
      provenance.trainedToMs = Math.max(provenance.trainedToMs, shown.atMs);
      if (!shown.clicked && !isKept(shown.key, negativesKept)) return true;
      const score = learner.learn(
        {
          ad: encodeAd(shown),
          place: encodePlace(shown),
          happened: shown.clicked,
          prior: priorScore('click', shown.format),
          negativesKept,
        },
        templates,
      );
      countOutcome(click.outcomes, {
        slice: sliceOf(shown.format),
        score,
        happened: shown.clicked,
        stands: shown.clicked ? 1 : 1 / negativesKept,
      });
      return true;
    },
    pass(nextOffset) {
      provenance.nextOffset = nextOffset;
    },
    nextOffset: () => provenance.nextOffset,
    model: () => ({ goals: model.goals, provenance: { ...provenance } satisfies Provenance }),
  };
}

function narrowed(
  { goals, provenance }: Model,
  { gate, allowedNow }: { readonly gate: LearnGate; readonly allowedNow: TemplateMask },
): Model {
  const { policyVersion: version, policyHash: hash, nextOffset } = provenance;
  const kept = gate.templates({ version, hash }) & allowedNow;
  if (kept === 0) {
    const fresh = emptyModel({ version, hash });
    return { ...fresh, provenance: { ...fresh.provenance, nextOffset } };
  }
  for (const each of Object.values(goals)) narrow(each, kept);
  return { goals, provenance };
}

function narrow({ weights, outcomes }: GoalModel, kept: TemplateMask): void {
  if (eraseTemplates(weights, kept)) outcomes.fill(0);
}

const UINT32 = 2 ** 32;
const isKept = (key: string, share: number): boolean =>
  share >= 1 || (hashText(key, 3) >>> 0) / UINT32 < share;
