import type { Gates } from '../gates/gates.ts';
import type { CompiledPolicy } from '../rows.ts';
import type { AskedAnew } from './asked-anew.ts';

/** A policy at work: its tables and the gates that obey them. One object per version, so that who keeps it can compare it. */
export interface InForce {
  readonly policy: CompiledPolicy;
  readonly gates: Gates;
  /** For which purposes choices of before some day don't count under it; left out where that is nothing. */
  readonly askedAnew?: readonly AskedAnew[];
}

/** A version and the instant from which it rules; `Infinity` while its conditions are not met. */
export interface ScheduledPolicy {
  readonly policy: CompiledPolicy;
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  /** As `InForce` has it. */
  readonly askedAnew?: readonly AskedAnew[];
}

/** Which version rules at a moment; a version that is due takes over by itself, between two requests. */
export interface PolicyInForce {
  /** One comparison; allocates nothing but at the switch. Time never brings an older version back. */
  at(nowMs: number): InForce;
  /** The tables of a version that a record names, whether it rules yet, now or no more. */
  ofVersion(version: number): CompiledPolicy | undefined;
  /** The schedule, lowest version first. */
  schedule(): readonly ScheduledPolicy[];
  /** Takes a newer schedule: a released version was added, or the proof that one may take effect. */
  reschedule(schedule: readonly ScheduledPolicy[]): void;
}

/**
 * The highest version that is due rules. `gatesOf` is called once per policy object.
 * @throws RangeError when no version is due at `nowMs`: there is no such thing as a platform without a policy.
 */
export function createPolicyInForce(
  schedule: readonly ScheduledPolicy[],
  { gatesOf, nowMs }: { readonly gatesOf: (policy: CompiledPolicy) => Gates; readonly nowMs: number },
): PolicyInForce {
  const made = new Map<CompiledPolicy, InForce>();
  let versions: readonly ScheduledPolicy[] = [];
  let current: InForce | undefined;
  let nextMs = Number.POSITIVE_INFINITY;

  const ruling = ({ policy, askedAnew }: ScheduledPolicy): InForce => {
    const known = made.get(policy) ?? {
      policy,
      gates: gatesOf(policy),
      ...(askedAnew?.length && { askedAnew }),
    };
    made.set(policy, known);
    return known;
  };
  const advance = (now: number): InForce => {
    const rules = current?.policy.version ?? 0;
    const due = versions.findLast(({ fromMs, policy }) => fromMs <= now && policy.version >= rules);
    if (due !== undefined) current = ruling(due);
    if (current === undefined) throw new RangeError('no version of the policy is in force');
    const { version } = current.policy;
    nextMs = Math.min(
      ...versions.filter(({ policy }) => policy.version > version).map(({ fromMs }) => fromMs),
    );
    return current;
  };
  const reschedule = (news: readonly ScheduledPolicy[]): void => {
    versions = [...news].sort((a, b) => a.policy.version - b.policy.version);
    // Looked at when somebody asks next: only they know the time.
    nextMs = Number.NEGATIVE_INFINITY;
  };
  reschedule(schedule);
  advance(nowMs);
  return {
    at: (now) => (now < nextMs && current !== undefined ? current : advance(now)),
    ofVersion: (version) => versions.find(({ policy }) => policy.version === version)?.policy,
    schedule: () => versions,
    reschedule,
  };
}
