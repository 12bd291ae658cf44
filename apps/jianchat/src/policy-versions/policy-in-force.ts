import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  askedAnew,
  type CompiledPolicy,
  createGates,
  createPolicyInForce,
  diffPolicies,
  type NoticeProof,
  type PolicyInForce,
  type ReleasedPolicy,
  type ReleaseRecord,
  type ScheduledPolicy,
  takesEffectMs,
} from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy, requireWithinBuild } from '../compose/policy.ts';
import { completeReleased } from './complete-released.ts';
import type { FirstVersion } from './first-version.ts';
import { RELEASED_SOURCES, readReleased, releasedFolder, releasedNumbers } from './released-folder.ts';

/** Which versions there are, which rules, and the way to let news of them in. */
export interface PolicyVersionsOfHost extends PolicyInForce {
  /** Released versions, oldest first; empty where none was released and the working copy rules. */
  released(): readonly ReleasedPolicy[];
  /** Reads the released versions again, and takes the proofs of notice that are known by now. */
  refresh(): void;
}

export interface VersionMeans {
  /** Folder with policy.yaml, text/ and released/. */
  readonly folder: string;
  readonly hashKey: Buffer;
  readonly nowMs: number;
  /** That everybody was told of a version; undefined until then. */
  readonly proofOf: (version: number) => NoticeProof | undefined;
  /** What this installation began under; undefined: the first there was. */
  readonly first?: FirstVersion | undefined;
}

/**
 * The policy of this platform. What was released rules, each version from its day on; the working copy rules only where nothing was
 * released yet. Throws a PlatformFault: `released.changed`, `policy.unreleased` (the working copy says something else under the number
 * of a released version), `policy.beyondBuild`, or the faults of the working copy.
 */
export function openPolicyVersions(means: VersionMeans): PolicyVersionsOfHost {
  const asReleased = readReleased(means.folder);
  const working =
    asReleased.length === 0 || hasWorkingCopy(means.folder) ? loadPolicy(means.folder) : undefined;
  assertReleased(working, { released: asReleased, folder: means.folder });
  const complete = (each: ReleasedPolicy) => completeReleased(each, { working, folder: means.folder });
  let released = asReleased.map(complete);
  const schedule = (): readonly ScheduledPolicy[] =>
    released.length === 0 && working !== undefined
      ? [{ policy: working, fromMs: Number.NEGATIVE_INFINITY }]
      : released.map(({ policy, record }) => ({
          policy,
          fromMs: fromHereMs(record, means),
          askedAnew: askedAnew(policy, recordsHere(released, means.first)),
        }));
  for (const policy of rulingOrLater(schedule(), means.nowMs)) requireWithinBuild(policy);
  const inForce = createPolicyInForce(schedule(), {
    gatesOf: (policy) =>
      createGates(policy, (fieldId, value) => keyedHash(means.hashKey, { fieldId, value })),
    nowMs: means.nowMs,
  });
  return {
    ...inForce,
    released: () => released,
    refresh() {
      // What was read once never changes, and stays the same object: its gates are built and kept by it.
      if (releasedNumbers(means.folder).length > released.length) {
        const known = new Map(released.map((each) => [each.policy.version, each]));
        const found = readReleased(means.folder).map(
          (each) => known.get(each.policy.version) ?? complete(each),
        );
        for (const { policy } of found.slice(released.length)) requireWithinBuild(policy);
        released = found;
      }
      inForce.reschedule(schedule());
    },
  };
}

/** The releases since this installation began: of what was widened before, nobody here had agreed to less. */
export const recordsHere = (
  released: readonly ReleasedPolicy[],
  first: FirstVersion | undefined,
): readonly ReleaseRecord[] =>
  released.map(({ record }) => record).filter(({ version }) => version > (first?.version ?? 0));

/** Those before the first are history that this installation has no part in. */
export function fromHereMs(
  record: ReleaseRecord,
  { first, proofOf }: Pick<VersionMeans, 'first' | 'proofOf'>,
): number {
  if (first === undefined || record.version > first.version)
    return takesEffectMs(record, proofOf(record.version));
  return record.version === first.version ? first.sinceMs : Number.NEGATIVE_INFINITY;
}

/**
 * What rules now or will: it must be within the build. A version that has ruled may name what later builds have dropped, and a draft
 * is nobody's law yet.
 */
function rulingOrLater(schedule: readonly ScheduledPolicy[], nowMs: number): CompiledPolicy[] {
  const ruling = schedule.findLastIndex(({ fromMs }) => fromMs <= nowMs);
  return schedule.slice(Math.max(0, ruling)).map(({ policy }) => policy);
}

const hasWorkingCopy = (folder: string): boolean => existsSync(join(folder, 'policy.yaml'));

/** A working copy may be ahead of what was released, as a draft; under a released version's number it must be that version. */
function assertReleased(
  working: CompiledPolicy | undefined,
  { released, folder }: { readonly released: readonly ReleasedPolicy[]; readonly folder: string },
): void {
  const newest = released.at(-1)?.policy;
  if (working === undefined || newest === undefined || working.version > newest.version) return;
  // The same sources are the same version, also where a later compiler makes other tables of them: those that were released rule.
  const isSame = working.hash === newest.hash || hasReleasedSources(folder, newest.version);
  if (working.version === newest.version && isSame) return;
  const { changes, significance } = diffPolicies(newest, working);
  const lines = changes.slice(0, 10).map(({ path, significance: how }) => `  ${how}: ${path}`);
  throw new PlatformFault(
    'policy.unreleased',
    [
      `policy.yaml calls itself version ${working.version} but is not what was released as version ${newest.version} (${significance}); write "version: ${newest.version + 1}" under meta and release it with "jianchat policy release"`,
      ...lines,
    ].join('\n'),
  );
}

const hasReleasedSources = (folder: string, version: number): boolean =>
  RELEASED_SOURCES.every((file) => {
    const released = join(releasedFolder(folder), String(version), file);
    return readFileSync(join(folder, file)).equals(readFileSync(released));
  });

/** The field's id is part of what is hashed: equal values of two fields must not be linkable. */
function keyedHash(key: Buffer, { fieldId, value }: { fieldId: number; value: string }): string {
  return createHmac('sha256', key).update(`${fieldId}:`).update(value).digest('base64url');
}
