import {
  type CollectedSignals,
  type CompiledPolicy,
  createNarrower,
  FIELD,
  type Narrower,
  PURPOSE,
} from '@jianchat/policy';
import { FEATURES, type FeatureName, LABELS, type LearnableField } from './features.ts';
import { TEMPLATES, type TemplateMask } from './templates.ts';

/** Under what something was collected or learned. */
export interface LearnedUnder {
  readonly version: number;
  /** The policy's hash, where it is known: another policy under the same number is another policy. */
  readonly hash?: string;
  /** Undefined where nothing is known of the person's signals: then only what everybody's allow is used. */
  readonly signals?: CollectedSignals;
}

/** The gate "learn": what may be learned from, and what of a model may be used. */
export interface LearnGate {
  /**
   * Templates all of whose features both the policy of then and the one in force let be used for the purpose
   * "effectiveness". None where nobody knows the policy of then, or where displays or clicks may not be used.
   */
  templates(under: LearnedUnder): TemplateMask;
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
    templates({ version, hash, signals }) {
      const then = ofVersion(version);
      if (then === undefined || (hash !== undefined && hash !== then.hash)) return 0;
      const ruling = inForce();
      if (ruling !== now) {
        now = ruling;
        byThen = new Map();
      }
      const asked = byThen.get(then) ?? { narrower: createNarrower(then, ruling), answers: new Map() };
      byThen.set(then, asked);
      return answer(asked, signals ?? strictest(then));
    },
  };
}

interface Asked {
  readonly narrower: Narrower;
  readonly answers: Map<string, TemplateMask>;
}

function answer({ narrower, answers }: Asked, signals: CollectedSignals): TemplateMask {
  const key = `${signals.regime} ${signals.grants} ${signals.floors}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= ANSWERS_MAX) answers.clear();
  const templates = templatesUnder(narrower, signals);
  answers.set(key, templates);
  return templates;
}

/** No law known and nothing granted: what is allowed then is allowed to everybody. */
const strictest = (policy: CompiledPolicy): CollectedSignals => ({
  regime: policy.regimes.findIndex(({ name }) => name === 'unknown'),
  grants: 0,
  floors: 0,
});

function templatesUnder(narrower: Narrower, signals: CollectedSignals): TemplateMask {
  const allows = (field: LearnableField): boolean =>
    narrower.mayUse(signals, { field: FIELD[field], purpose: PURPOSE.effectiveness });
  if (!Object.values(LABELS).every(allows)) return 0;
  const isAllowed = (feature: FeatureName): boolean => allows(FEATURES[feature]);
  return TEMPLATES.reduce(
    (mask, { index, features }) => (features.every(isAllowed) ? mask | (1 << index) : mask),
    0,
  );
}
