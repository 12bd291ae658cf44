import {
  type CollectedSignals,
  type CompiledPolicy,
  createNarrower,
  FIELD,
  type Narrower,
  PURPOSE,
} from '@jianchat/policy';
import { FEATURES, type FeatureName, LABELS, type LearnableField } from './features.ts';
import type { Goal } from './goals.ts';
import { TEMPLATES, type TemplateMask } from './templates.ts';

/** Under what something was collected or learned. */
export interface LearnedUnder {
  readonly version: number;
  /** The policy's hash, where it is known: another policy under the same number is another policy. */
  readonly hash?: string;
  /** Undefined where nothing is known of the person's signals: then only what everybody's allow is used. */
  readonly signals?: CollectedSignals;
  /** Id of a field that the gates let in then, of what says no more of the signals than that. */
  readonly letIn?: number;
}

/** The gate "learn": what may be learned from, and what of a model may be used. */
export interface LearnGate {
  /**
   * Templates all of whose features both the policy of then and the one in force let be used for the purpose
   * "effectiveness". None where nobody knows the policy of then, or where what the goal is told by (`LABELS`) may not be used.
   */
  templates(under: LearnedUnder, goal?: Goal): TemplateMask;
}

export interface LearnGateMeans {
  ofVersion(version: number): CompiledPolicy | undefined;
  /** The policy in force. */
  inForce(): CompiledPolicy;
}

/** Answers remembered at most; a person chooses grants freely. */
const ANSWERS_MAX = 4_096;

/** Decides by the narrower of then and now; the same question costs a look-up the second time. */
export function createLearnGate({ ofVersion, inForce }: LearnGateMeans): LearnGate {
  let now: CompiledPolicy | undefined;
  let byThen = new Map<CompiledPolicy, Asked>();
  return {
    templates({ version, hash, signals, letIn }, goal = 'click') {
      const then = ofVersion(version);
      if (then === undefined || (hash !== undefined && hash !== then.hash)) return 0;
      const ruling = inForce();
      if (ruling !== now) {
        now = ruling;
        byThen = new Map();
      }
      const asked = byThen.get(then) ?? {
        then,
        now: ruling,
        narrower: createNarrower(then, ruling),
        answers: new Map(),
      };
      byThen.set(then, asked);
      return answer(asked, { signals: signals ?? strictest(then), letIn, goal });
    },
  };
}

interface Asked {
  readonly then: CompiledPolicy;
  readonly now: CompiledPolicy;
  readonly narrower: Narrower;
  readonly answers: Map<string, TemplateMask>;
}

interface Question {
  readonly signals: CollectedSignals;
  readonly letIn: number | undefined;
  readonly goal: Goal;
}

function answer(asked: Asked, question: Question): TemplateMask {
  const { answers } = asked;
  const { signals, letIn, goal } = question;
  const key = `${signals.regime} ${signals.grants} ${signals.floors} ${letIn ?? ''} ${goal}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= ANSWERS_MAX) answers.clear();
  const templates = templatesUnder(asked, question);
  answers.set(key, templates);
  return templates;
}

/** No law known and nothing granted: what is allowed then is allowed to everybody. */
const strictest = (policy: CompiledPolicy): CollectedSignals => ({
  regime: policy.regimes.findIndex(({ name }) => name === 'unknown'),
  grants: 0,
  floors: 0,
});

function templatesUnder({ then, now, narrower }: Asked, { signals, letIn, goal }: Question): TemplateMask {
  const allows = (field: LearnableField): boolean =>
    narrower.mayUse(signals, { field: FIELD[field], purpose: PURPOSE.effectiveness });
  const bit = 1 << PURPOSE.effectiveness;
  const serves = (policy: CompiledPolicy, id: number): boolean =>
    ((policy.fieldById.get(id)?.purposes ?? 0) & bit) !== 0;
  // It was let in, so what it requires was granted: what remains to be asked is whether that is enough today.
  const stands = (id: number): boolean =>
    letIn === id &&
    (narrower.purposes(signals) & bit) !== 0 &&
    [then, now].every((policy) => serves(policy, id)) &&
    narrower.stands(id);
  if (!LABELS[goal].every((field) => allows(field) || stands(FIELD[field]))) return 0;
  const isAllowed = (feature: FeatureName): boolean => allows(FEATURES[feature]);
  return TEMPLATES.reduce(
    (mask, { index, features }) => (features.every(isAllowed) ? mask | (1 << index) : mask),
    0,
  );
}
