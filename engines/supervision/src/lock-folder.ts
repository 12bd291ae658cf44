import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A held lock. `release` is idempotent; the end of the process, however violent, releases as well. */
export interface FolderLock {
  release(): void;
}

/** Another process (or another part of this one) holds the folder. */
export class FolderLockedError extends Error {
  readonly code = 'data.locked';
  /** The holder's process id in its own pid namespace; undefined while the holder has not written it yet. */
  readonly holderPid: number | undefined;

  constructor(folder: string, holderPid: number | undefined) {
    super(`${folder} is in use by ${holderPid === undefined ? 'another process' : `process ${holderPid}`}`);
    this.name = 'FolderLockedError';
    this.holderPid = holderPid;
  }
}

const SQLITE_BUSY = 5;
const LOCK_FILE = 'lock';
const HOLDER_FILE = 'lock.holder';

/**
 * A connection that became unreachable would be collected, closed, and the lock lost with it: what is held
 * stays referenced here.
 */
const held = new Set<DatabaseSync>();

/**
 * Takes the exclusive lock of a data folder, creating the folder (mode 0700) when it is missing.
 * Throws a {@link FolderLockedError} (`data.locked`) at once when somebody else holds it.
 *
 * The lock is the kernel's own (fcntl), taken through the SQLite that Node carries: an exclusive transaction
 * on an empty file that never gets a byte. So nothing can be stale: the kernel drops the lock with its process,
 * kill -9 included, and of two starters exactly one gets it. A file naming a pid would need a judgement
 * whether that process still lives, which goes wrong when pids are reused, when two starters judge at once, and
 * between containers that share a volume without sharing pids.
 *
 * The lock belongs to the process and is not inherited by its children. Nobody may open `lock` in the holding
 * process by other means: POSIX drops a process's locks on a file when it closes any descriptor of it. That is
 * why the holder's pid is in a file beside it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holderFile = join(folder, HOLDER_FILE);
  const database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new FolderLockedError(folder, readHolder(holderFile));
    throw error;
  }
  held.add(database);
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      if (!held.delete(database)) return;
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function readHolder(holderFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(holderFile, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}
