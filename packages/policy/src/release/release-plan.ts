import { type Consequence, consequenceOf, earliestEffective } from '../diff/consequence.ts';
import { diffPolicies } from '../diff/diff-policies.ts';
import type { PolicyDiff } from '../diff/policy-change.ts';
import type { CompiledPolicy } from '../rows.ts';
import type { ReleaseRecord } from './release-record.ts';
import { reusedIds } from './reused-ids.ts';

/** A released version: its tables and the record of its release. */
export interface ReleasedPolicy {
  readonly policy: CompiledPolicy;
  readonly record: ReleaseRecord;
  /** SHA-256 of the record's file: the next version names it, so that no record can be rewritten unseen. */
  readonly recordHash: string;
}

/** What somebody wants to release. Days are ISO days (UTC). */
export interface ReleasePlan {
  /** Every released version, oldest first. */
  readonly released: readonly ReleasedPolicy[];
  readonly next: CompiledPolicy;
  readonly today: string;
  readonly announced: string;
  readonly effective: string;
  /** Who vouches for it; undefined when nobody does. */
  readonly signOff: string | undefined;
  /** How consent is asked anew; undefined when nothing is planned. */
  readonly reConsentBy: string | undefined;
  /** What of the policy this build can't do, in words. */
  readonly beyondBuild: readonly string[];
}

/** A condition that isn't met. Retired codes are never used again. */
export interface ReleaseFault {
  readonly code:
    | 'release.version'
    | 'release.unchanged'
    | 'release.idReused'
    | 'release.build'
    | 'release.dates'
    | 'release.notice'
    | 'release.reConsent'
    | 'release.signOff';
  readonly reason: string;
  /** What to do. */
  readonly remedy: string;
}

/** What releasing it means, and every condition that isn't met; with none, the record to write (but for its files). */
export interface ReleaseVerdict {
  /** Undefined for the first version. */
  readonly diff: PolicyDiff | undefined;
  readonly consequence: Consequence;
  readonly faults: readonly ReleaseFault[];
  readonly record: Omit<ReleaseRecord, 'files'>;
}

const FIRST: Consequence = { significance: 'none', noticeDays: 0, reConsent: [], signOff: true };

export function judgeRelease(plan: ReleasePlan): ReleaseVerdict {
  const newest = plan.released.at(-1);
  const diff = newest && diffPolicies(newest.policy, plan.next);
  const consequence = newest && diff ? consequenceOf(diff, newest.policy, plan.next) : FIRST;
  const faults = [
    ...versionFaults(plan, diff),
    ...dateFaults(plan, consequence),
    ...peopleFaults(plan, consequence),
    ...plan.beyondBuild.map(
      (what): ReleaseFault => ({
        code: 'release.build',
        reason: `this build can't do it: ${what}`,
        remedy: 'release a build that knows it first (npm run generate), or take it out of the policy',
      }),
    ),
  ];
  return { diff, consequence, faults, record: recordOf(plan, { diff, consequence }) };
}

function versionFaults({ released, next }: ReleasePlan, diff: PolicyDiff | undefined): ReleaseFault[] {
  const wanted = (released.at(-1)?.policy.version ?? 0) + 1;
  const faults: ReleaseFault[] = [];
  if (next.version !== wanted)
    faults.push({
      code: 'release.version',
      reason: `the policy calls itself version ${next.version}, and the next one is ${wanted}`,
      remedy: `write "version: ${wanted}" under meta in policy.yaml; a released version never changes`,
    });
  if (diff?.changes.every(({ topic }) => topic === 'meta'))
    faults.push({
      code: 'release.unchanged',
      reason: `nothing differs from version ${diff.from.version} but number and date`,
      remedy: 'change the policy first, or leave the released version as it is',
    });
  for (const { section, id, was, is, version } of reusedIds(
    released.map(({ policy }) => policy),
    next,
  ))
    faults.push({
      code: 'release.idReused',
      reason: `id ${id} of ${section} meant "${was}" in version ${version} and now "${is}"`,
      remedy: 'records name ids for ever: give what is new a free id and leave that one unused',
    });
  return faults;
}

function dateFaults(
  { released, next, today, announced, effective }: ReleasePlan,
  consequence: Consequence,
): ReleaseFault[] {
  const faults: ReleaseFault[] = [];
  const dates = (reason: string, remedy: string) => faults.push({ code: 'release.dates', reason, remedy });
  if (next.effective !== effective)
    dates(
      `policy.yaml says effective ${next.effective}, the release ${effective}`,
      `write "effective: ${effective}" under meta in policy.yaml: people read that date on the page`,
    );
  // Before the first version nobody relied on another one.
  if (released.length === 0) return faults;
  if (announced < today)
    dates(`${announced} is over, and notice can't go out in the past`, `announce it on ${today} or later`);
  const earliest = earliestEffective(consequence, announced);
  if (effective < earliest)
    faults.push({
      code: 'release.notice',
      reason: `announced on ${announced} it would apply on ${effective}; a widening needs ${consequence.noticeDays} days of notice`,
      remedy: `set --effective ${earliest} or later, in policy.yaml too`,
    });
  return faults;
}

function peopleFaults({ signOff, reConsentBy }: ReleasePlan, { reConsent }: Consequence): ReleaseFault[] {
  const faults: ReleaseFault[] = [];
  if (signOff === undefined)
    faults.push({
      code: 'release.signOff',
      reason: 'nobody has signed it off; no table can tell whether changed words still mean the same',
      remedy: 'let somebody read the diff and the words in both languages, then name them with --sign-off',
    });
  if (reConsent.length > 0 && reConsentBy === undefined) {
    const where = reConsent.map(({ regime, purposes }) => `${regime} (${purposes.join(', ')})`).join('; ');
    faults.push({
      code: 'release.reConsent',
      reason: `what people agreed to is widened: ${where}`,
      remedy:
        'say with --re-consent how they are asked anew, for instance "the consent dialogs of all media ask again"',
    });
  }
  return faults;
}

function recordOf(
  { released, next, today, announced, effective, signOff, reConsentBy }: ReleasePlan,
  { diff, consequence }: Pick<ReleaseVerdict, 'diff' | 'consequence'>,
): ReleaseVerdict['record'] {
  const newest = released.at(-1);
  return {
    version: next.version,
    hash: next.hash,
    previous: newest
      ? { version: newest.policy.version, hash: newest.policy.hash, record: newest.recordHash }
      : null,
    released: today,
    announced,
    effective,
    signOff: signOff ?? '',
    reConsentBy: consequence.reConsent.length > 0 ? (reConsentBy ?? null) : null,
    significance: diff?.significance ?? 'first',
    noticeDays: consequence.noticeDays,
    reConsent: consequence.reConsent.map(({ regime, purposes }) => ({ regime, purposes: [...purposes] })),
    changes: (diff?.changes ?? []).map((change) => ({
      ...change,
      before: plain(change.before),
      after: plain(change.after),
      purposes: [...change.purposes],
      regimes: [...change.regimes],
    })),
  };
}

type Recorded = ReleaseRecord['changes'][number]['before'];
const plain = (value: PolicyDiff['changes'][number]['before']): Recorded =>
  typeof value === 'object' && value !== null ? [...value] : value;
