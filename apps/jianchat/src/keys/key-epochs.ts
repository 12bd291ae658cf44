import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, watch, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyEpoch } from '@jianchat/identity';
import { readIfThere } from './read-if-there.ts';
import { syncFolder, writeDurably } from './write-durably.ts';

/** An epoch of the keys that wrap subjects' keys, and since when it is. */
export interface DatedEpoch extends KeyEpoch {
  /** POSIX seconds. */
  readonly sinceS: number;
}

export interface KeyEpochs {
  all(): readonly DatedEpoch[];
  /** Begins the next epoch; durable when it returns. */
  begin(nowS: number): DatedEpoch;
  /** Ends an epoch for good: its salt is overwritten on the disk before its file goes. */
  destroy(id: number): void;
}

const NAME = /^epoch-([1-9]\d*)$/;
const SALT_BYTES = 32;
const FILE_BYTES = SALT_BYTES + 4;

/**
 * The salts from which the master key makes the keys that wrap subjects' keys, one small file each (mode 0600). They lie
 * apart from hot state: what is left of a deleted key there, or in a copy of it, is worthless once its epoch is gone.
 * @param randomBytes for new salts
 */
export function openKeyEpochs(folder: string, randomBytes: (n: number) => Buffer): KeyEpochs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let epochs = readEpochs(folder);
  return {
    all: () => epochs,
    begin(sinceS) {
      const id = Math.max(0, ...epochs.map((epoch) => epoch.id)) + 1;
      const salt = randomBytes(SALT_BYTES);
      const since = Buffer.alloc(4);
      since.writeUInt32BE(sinceS);
      writeDurably(join(folder, `epoch-${id}`), Buffer.concat([salt, since]), 0o600);
      syncFolder(folder);
      const made = { id, salt, sinceS };
      epochs = [...epochs, made];
      return made;
    },
    destroy(id) {
      const file = join(folder, `epoch-${id}`);
      overwrite(file);
      rmSync(file);
      syncFolder(folder);
      epochs = epochs.filter((epoch) => epoch.id !== id);
    },
  };
}

/** The epochs there are, for a process beside the one that begins and ends them. */
export function readEpochs(folder: string): readonly DatedEpoch[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const id = Number(NAME.exec(name)?.[1] ?? 0);
      const bytes = id > 0 ? readIfThere(join(folder, name)) : undefined;
      // A start that ended while it wrote its first epoch leaves a file that nothing was wrapped under.
      if (bytes?.length !== FILE_BYTES) return [];
      return [{ id, salt: bytes.subarray(0, SALT_BYTES), sinceS: bytes.readUInt32BE(SALT_BYTES) }];
    })
    .sort((a, b) => a.id - b.id);
}

/** The epochs as they are, for a process beside the one that begins and ends them: read anew when a file comes or goes. */
export function watchEpochs(folder: string): { readonly all: KeyEpochs['all']; close(): void } {
  let epochs = readEpochs(folder);
  const watcher = watch(folder, () => {
    epochs = readEpochs(folder);
  });
  return { all: () => epochs, close: () => watcher.close() };
}

/** In place: a file replaced would leave its old blocks as they are. */
function overwrite(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.alloc(FILE_BYTES), 0, FILE_BYTES, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
