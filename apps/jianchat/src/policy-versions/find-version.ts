import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type AskedAnew, askedAnew, type CompiledPolicy } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy } from '../compose/policy.ts';
import { projectPath, workingFolder } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { firstVersionOf } from './first-version.ts';
import { openNoticeProofs } from './notice-proofs.ts';
import { fromHereMs, recordsHere } from './policy-in-force.ts';
import { RECORD_FILE, readReleased } from './released-folder.ts';

/** Where a command finds the policy's versions, and the proofs that they may take effect. */
export interface VersionPlace {
  /** Folder with policy.yaml, text/ and released/. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly nowMs: number;
}

export const versionPlace = (settings: Settings): VersionPlace => ({
  folder: projectPath(settings.JIANCHAT_POLICY),
  dataFolder: projectPath(settings.JIANCHAT_DATA),
  nowMs: Date.now(),
});

/** The version that is in force, as a platform over the same data folder sees it. */
export function currentPolicy({ folder, dataFolder, nowMs }: VersionPlace): CompiledPolicy {
  const proofs = openNoticeProofs(dataFolder);
  const means = { first: firstVersionOf(dataFolder), proofOf: proofs.of };
  const due = readReleased(folder).findLast(({ record }) => fromHereMs(record, means) <= nowMs);
  return due?.policy ?? loadPolicy(folder);
}

/**
 * A policy by what a person calls it: a released version's number, `current` (the one in force), `working` (the policy folder's own
 * sources) or a folder. Throws a PlatformFault where there is none.
 */
export function findVersion(name: string, place: VersionPlace): CompiledPolicy {
  const { folder } = place;
  if (name === 'working') return loadPolicy(folder);
  if (name === 'current') return currentPolicy(place);
  if (/^\d+$/.test(name)) {
    const released = readReleased(folder);
    const found = released.find(({ policy }) => policy.version === Number(name));
    if (found !== undefined) return found.policy;
    const known = released.map(({ policy }) => policy.version).join(', ');
    throw new PlatformFault(
      'policy.missing',
      `version ${name} was never released; released: ${known || 'none'}`,
    );
  }
  const path = resolve(workingFolder(), name);
  if (existsSync(join(path, RECORD_FILE))) return releasedAt(path);
  if (existsSync(join(path, 'policy.yaml'))) return loadPolicy(path);
  throw new PlatformFault(
    'policy.missing',
    `"${name}" is no policy; name a folder with policy.yaml, a released version's number, "current" or "working"`,
  );
}

/** One folder of a `released` folder; the others are read along, since they vouch for it. */
function releasedAt(path: string): CompiledPolicy {
  const found = readReleased(dirname(dirname(path))).find(({ policy }) =>
    path.endsWith(`/${policy.version}`),
  );
  if (found === undefined) throw new PlatformFault('policy.missing', `${path} is no released version`);
  return found.policy;
}

/** For which purposes choices of before some day don't count under this policy, by what was released here. */
export const askedAnewUnder = (
  policy: CompiledPolicy,
  { folder, dataFolder }: VersionPlace,
): readonly AskedAnew[] => askedAnew(policy, recordsHere(readReleased(folder), firstVersionOf(dataFolder)));
