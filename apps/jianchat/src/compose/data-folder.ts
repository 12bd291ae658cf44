import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FolderLock, FolderLockedError, lockFolder } from '@jianchat/supervision';
import { beginUnderNewest } from '../policy-versions/first-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { PlatformFault } from './platform-fault.ts';

/** The data folder's path, the folder made where missing. Throws a PlatformFault (`data.unusable`). */
export function openDataFolder(settings: Settings, nowMs: number): string {
  const folder = projectPath(settings.JIANCHAT_DATA);
  // Everything written from here on is for this user alone, also where the folder was made by somebody else.
  process.umask(0o077);
  try {
    makeFolder(folder);
    makeFolder(join(folder, 'run'));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // With a records store elsewhere there may be people who were promised an earlier version.
    if (settings.JIANCHAT_POSTGRES_URL === undefined)
      beginUnderNewest(folder, { policyFolder: projectPath(settings.JIANCHAT_POLICY), nowMs });
    return folder;
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** Takes the folder for this process. Throws a PlatformFault: `data.locked` with the holder's pid, or `data.unusable`. */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  try {
    return await lockFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw unusable(folder, error);
    throw new PlatformFault(
      error.code,
      `${error.message}; stop it first, or set JIANCHAT_DATA to another folder`,
    );
  }
}

/** One folder at a time: Node's recursive way never ends where the parent exists and takes no folders, as in /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function unusable(folder: string, error: unknown): PlatformFault {
  const reason = error instanceof Error ? error.message.split(',')[0] : String(error);
  return new PlatformFault(
    'data.unusable',
    `${folder} cannot be used as data folder: ${reason}; set JIANCHAT_DATA to a folder this user can write to`,
  );
}
