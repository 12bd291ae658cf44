import type { HotChange, HotGroup, HotState } from '@jianchat/hot';

/**
 * Hot state as it is, over which writes stay in memory: whoever tries something out leaves no trace. Leases of running
 * processes are not seen, so that what is not spent is there to be given out.
 */
export function hotOverlay(hot: Pick<HotState, 'readNumber' | 'readBytes'>): HotState {
  const numbers = new Map<string, number>();
  const bytes = new Map<string, Uint8Array | undefined>();
  const readBytes = (key: string): Uint8Array | undefined => {
    if (bytes.has(key)) return bytes.get(key);
    return key.startsWith(LEASES) ? undefined : hot.readBytes(key);
  };
  const isAsItWas = ({ key, was }: HotChange): boolean => {
    if (was === undefined) return true;
    const there = readBytes(key);
    if (was === 'absent' || there === undefined) return was === 'absent' && there === undefined;
    return Buffer.compare(there, was) === 0;
  };
  const changeGroup = (group: HotGroup): boolean => {
    if (!group.every(isAsItWas)) return false;
    for (const { key, value } of group) bytes.set(key, value);
    return true;
  };
  return {
    readNumber: (key) => numbers.get(key) ?? hot.readNumber(key),
    writeNumbers: async (entries) => {
      for (const [key, value] of entries) numbers.set(key, value);
    },
    readBytes,
    change: async (groups) => groups.map(changeGroup),
    listKeys: async () => [],
    capabilities: { stalenessMsMax: 0 },
    ready: () => true,
    close: async () => undefined,
  };
}

const LEASES = 'lease/';
