import type { ChoiceStore } from '../choices.ts';
import type { IdentifierHash } from '../identifier-hash.ts';

export interface MemoryChoiceStore extends ChoiceStore {
  readonly records: Map<IdentifierHash, Uint8Array>;
  /** While true nothing can be read. */
  lost: boolean;
}

/** Choices in memory, by the port's rules. */
export function memoryChoiceStore(): MemoryChoiceStore {
  const records = new Map<IdentifierHash, Uint8Array>();
  const store: MemoryChoiceStore = {
    records,
    lost: false,
    read: (identifier) => (store.lost ? 'unreadable' : records.get(identifier)),
    async write(entries) {
      for (const [identifier, record] of entries)
        if (record === undefined) records.delete(identifier);
        else records.set(identifier, record);
    },
    remove: async (entries) =>
      entries.map(([identifier, was]) => {
        const there = records.get(identifier);
        return there !== undefined && Buffer.compare(there, was) === 0 && records.delete(identifier);
      }),
    list: async ({ after, limit }) =>
      [...records.keys()]
        .sort()
        .filter((key) => after === undefined || key > after)
        .slice(0, limit),
  };
  return store;
}
