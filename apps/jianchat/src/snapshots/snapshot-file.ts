import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot, SnapshotSink, SnapshotSource } from '@jianchat/snapshot';
import { replaceDurably } from '../keys/write-durably.ts';

const FILE = 'snapshot.json';

/**
 * The snapshot as a file: control publishes by replacing it, exchanges on this host read it at start and whenever it
 * changes. An exchange thus starts and serves while the records store is down.
 */
export interface SnapshotFile extends SnapshotSource, SnapshotSink {
  close(): void;
}

export function openSnapshotFile(folder: string): SnapshotFile {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  const listeners = new Set<(snapshot: Snapshot) => void>();
  let current = existsSync(file) ? read(file) : undefined;

  const take = (snapshot: Snapshot): void => {
    if (current !== undefined && snapshot.revision < current.revision) return;
    if (current?.revision === snapshot.revision && current.builtAtMs === snapshot.builtAtMs) return;
    current = snapshot;
    for (const listener of listeners) listener(snapshot);
  };
  const watcher = watch(folder, (_, name) => {
    if (name === FILE && existsSync(file)) take(read(file));
  });

  return {
    current: () => current,
    subscribe(onSnapshot) {
      listeners.add(onSnapshot);
      return () => listeners.delete(onSnapshot);
    },
    async publish(snapshot) {
      replaceDurably(file, JSON.stringify(snapshot), 0o600);
      take(snapshot);
    },
    close: () => watcher.close(),
  };
}

/** The file is replaced whole, so it never holds half a snapshot; one from another build is a fault of deployment. */
function read(file: string): Snapshot {
  const value: Snapshot = JSON.parse(readFileSync(file, 'utf8'));
  if (!Number.isSafeInteger(value.revision)) throw new Error(`${file} holds no snapshot`);
  return value;
}
