import type { HotChange, HotGroup } from '../hot-state.ts';

/**
 * Hot state that forgets and counts its commits; for tests of what is written, not of how it lasts.
 * @param beforeCommit what another writer does before each
 */
export function memoryHot(
  beforeCommit: (values: Map<string, Uint8Array>, commit: number) => void = () => undefined,
) {
  const values = new Map<string, Uint8Array>();
  let commits = 0;
  const fits = ({ key, was }: HotChange): boolean => {
    const there = values.get(key);
    if (was === undefined) return true;
    return was === 'absent' ? there === undefined : there !== undefined && Buffer.compare(there, was) === 0;
  };
  return {
    values,
    commits: () => commits,
    readBytes: (key: string) => values.get(key),
    async change(groups: readonly HotGroup[]) {
      beforeCommit(values, commits++);
      return groups.map((group) => {
        if (!group.every(fits)) return false;
        for (const { key, value } of group)
          if (value === undefined) values.delete(key);
          else values.set(key, value);
        return true;
      });
    },
    listKeys: async (prefix: string, { after = '', limit }: { after: string | undefined; limit: number }) =>
      [...values.keys()]
        .filter((key) => key.startsWith(prefix) && key > after)
        .toSorted()
        .slice(0, limit),
  };
}
