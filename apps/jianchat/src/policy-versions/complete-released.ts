import { join } from 'node:path';
import type { CompiledPolicy, ReleasedPolicy } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy } from '../compose/policy.ts';
import { releasedFolder } from './released-folder.ts';

/**
 * A released version as this build reads it. What was decided under it stays in its frozen tables; what only later builds ask for, a
 * section or a heading of the page, is added: sections from its own sources, words from the working copy.
 */
export function completeReleased(
  released: ReleasedPolicy,
  { working, folder }: { readonly working: CompiledPolicy | undefined; readonly folder: string },
): ReleasedPolicy {
  if (working === undefined) return released;
  const { policy } = released;
  const missing = Object.keys(working).filter((member) => !(member in policy));
  const texts = {
    en: { ...working.texts.en, ...policy.texts.en },
    zh: { ...working.texts.zh, ...policy.texts.zh },
  };
  if (missing.length === 0) return { ...released, policy: { ...policy, texts } };
  return { ...released, policy: { ...recompiled(released, { missing, folder }), ...policy, texts } };
}

function recompiled(
  { record: { version } }: ReleasedPolicy,
  { missing, folder }: { readonly missing: readonly string[]; readonly folder: string },
): CompiledPolicy {
  try {
    return loadPolicy(join(releasedFolder(folder), String(version)));
  } catch {
    throw new PlatformFault(
      'released.older',
      `version ${version} was released before ${missing.join(', ')} existed, and its sources don't compile any more; teach completeReleased what it meant`,
    );
  }
}
