import type { LedgerFile, LedgerStore } from '../ledger-store.ts';

export interface MemoryStore extends LedgerStore {
  readonly files: Map<string, Buffer>;
  /** The store as an end after `bytes` more written bytes leaves it; throws from then on. */
  endAfter(bytes: number): void;
}

/** Files in memory, with ends at any byte: what durable storage may look like after a crash. */
export function memoryStore(): MemoryStore {
  const files = new Map<string, Buffer>();
  let left = Number.POSITIVE_INFINITY;
  const spend = (bytes: Uint8Array): Uint8Array => {
    const kept = bytes.subarray(0, Math.max(0, left));
    left -= bytes.length + 1;
    return kept;
  };
  const write = ({ path, at, bytes }: LedgerFile): void => {
    if (left < 0) throw new Error('ended');
    files.set(path, Buffer.concat([(files.get(path) ?? Buffer.alloc(0)).subarray(0, at), spend(bytes)]));
    if (left < 0) throw new Error('ended');
  };
  return {
    files,
    endAfter(bytes) {
      left = bytes;
    },
    read: async (path) => files.get(path),
    list: async () => [...files.keys()],
    async write(all) {
      for (const file of all) write(file);
    },
    async replace(path, bytes) {
      if (left < 0) throw new Error('ended');
      left -= bytes.length + 1;
      if (left < 0) throw new Error('ended');
      files.set(path, Buffer.from(bytes));
    },
    async remove(paths) {
      for (const path of paths) files.delete(path);
    },
  };
}
