import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CompiledPolicy, ReleasedPolicy } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy } from '../compose/policy.ts';
import { workingFolder } from '../settings/read-settings.ts';
import { RECORD_FILE, readReleased } from './released-folder.ts';

/**
 * A policy by what a person calls it: a released version's number, `current` (the newest released one whose day has come), `working` (the
 * policy folder's own sources) or a folder. Throws a PlatformFault where there is none.
 */
export function findVersion(
  name: string,
  { folder, today }: { readonly folder: string; readonly today: string },
): CompiledPolicy {
  if (name === 'working') return loadPolicy(folder);
  if (name === 'current') return currentOf(readReleased(folder), today) ?? loadPolicy(folder);
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

const currentOf = (released: readonly ReleasedPolicy[], today: string): CompiledPolicy | undefined =>
  released.findLast(({ record }) => record.previous === null || record.effective <= today)?.policy;
