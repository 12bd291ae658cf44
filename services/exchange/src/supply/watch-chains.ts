import { type ChainRecord, encodeRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { SeenChain } from '@jianchat/supply-chain';
import type { Counters } from '../counters.ts';

/** Tells control of supply chains that were not seen today, to be held against public files. */
export interface ChainWatch {
  /** Never throws, never waits; what is too much is let go and counted. */
  see(hash: string, met: { readonly chain: SeenChain; readonly nowMs: number }): void;
  /** Resolves when everything told is durable or given up. */
  settled(): Promise<void>;
}

/** Hashes remembered: a chain among that many is not told again on the same day. */
const KNOWN_MAX = 20_000;
/** Chains told per second: clients make them up, and nobody may drown the log with them. */
const TOLD_PER_SECOND = 10;
const DAY_MS = 86_400_000;

export function createChainWatch(log: EventLog, counters: Counters): ChainWatch {
  const known = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let day = -1;
  let second = -1;
  let told = 0;

  return {
    see(hash, { chain, nowMs }) {
      const today = Math.floor(nowMs / DAY_MS);
      if (today !== day || known.size >= KNOWN_MAX) known.clear();
      day = today;
      if (known.has(hash)) return;
      const now = Math.floor(nowMs / 1000);
      if (now !== second) told = 0;
      second = now;
      if (told >= TOLD_PER_SECOND) return counters.count('chain.dropped');
      told += 1;
      known.add(hash);
      const record: ChainRecord = { v: 1, atMs: Math.floor(nowMs), hash, ...chain };
      const written = log
        .append(TOPIC.chains, { key: `${today} ${hash}`, value: encodeRecord(record) }, { nowMs })
        .then(
          () => undefined,
          () => {
            known.delete(hash);
            counters.count('chain.dropped');
          },
        )
        .finally(() => underWay.delete(written));
      underWay.add(written);
    },
    settled: async () => void (await Promise.all(underWay)),
  };
}
