import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CompiledPolicy, freezePolicy, type ReleaseRecord } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';
import { syncFolder, writeDurably } from '../keys/write-durably.ts';
import { RECORD_FILE, RELEASED_FILES, releasedFolder, sha256 } from './released-folder.ts';

/** Released versions are public. */
const FILE_MODE = 0o644;

/** Writes `released/N` as a whole or not at all: it is made beside and moved into place. Returns its path. */
export function writeRelease(
  policyFolder: string,
  { policy, record }: { readonly policy: CompiledPolicy; readonly record: Omit<ReleaseRecord, 'files'> },
): string {
  const parent = releasedFolder(policyFolder);
  const target = join(parent, String(policy.version));
  if (existsSync(target))
    throw new PlatformFault('release.version', `${target} exists already; a released version never changes`);
  const made = join(parent, `.making-${policy.version}`);
  // What an earlier attempt left when it was killed.
  rmSync(made, { recursive: true, force: true });
  const files: Record<string, string> = {};
  for (const file of RELEASED_FILES) {
    const content =
      file === 'tables.json' ? freezePolicy(policy) : readFileSync(join(policyFolder, file), 'utf8');
    mkdirSync(dirname(join(made, file)), { recursive: true });
    writeDurably(join(made, file), content, FILE_MODE);
    files[file] = sha256(content);
  }
  writeDurably(join(made, RECORD_FILE), `${JSON.stringify({ ...record, files }, null, 2)}\n`, FILE_MODE);
  renameSync(made, target);
  syncFolder(parent);
  return target;
}
