import type { AuctionRecord } from '@jianchat/events';
import type { CompiledPolicy } from '@jianchat/policy';
import { errorDetail, type OnLog } from '../log-line.ts';
import {
  type AuctionTally,
  createAuctionTally,
  emptyTally,
  type TallyState,
  tallySchema,
} from './auction-tally.ts';

/** Where the tally is kept: one small text, replaced whole. */
export interface TallyStore {
  /** Undefined when nothing was kept yet. */
  read(): Promise<Uint8Array | undefined>;
  replace(bytes: Uint8Array): Promise<void>;
}

export interface KeptTallyOptions {
  readonly store: TallyStore;
  readonly tablesOf: (version: number) => CompiledPolicy | undefined;
  readonly onLog: OnLog;
  /** Default 10,000 ms: after an unclean end, that much is counted again from the log. */
  readonly keepEveryMs?: number;
}

/** A tally that outlives the process. Counts and the place in the log are kept together, so nothing is counted twice. */
export interface KeptTally {
  /** @param end where the log ends: a tally that is further has counted another log, and begins with this one. */
  start(end: number): Promise<void>;
  add(record: AuctionRecord, offset: number): void;
  state(): TallyState;
  stop(): Promise<void>;
}

const KEEP_EVERY_MS = 10_000;

export function createKeptTally(options: KeptTallyOptions): KeptTally {
  const { store, tablesOf, onLog } = options;
  let tally: AuctionTally = createAuctionTally(emptyTally(), tablesOf);
  let keptOffset = 0;
  let timer: NodeJS.Timeout | undefined;

  async function keep(): Promise<void> {
    const { nextOffset } = tally.state;
    if (nextOffset === keptOffset) return;
    try {
      await store.replace(Buffer.from(JSON.stringify(tally.state)));
      keptOffset = nextOffset;
    } catch (error) {
      onLog({ level: 'warn', event: 'control.tally.failed', detail: errorDetail(error) });
    }
  }

  return {
    async start(end) {
      const kept = await readKept(options);
      if (kept.nextOffset > end) kept.nextOffset = 0;
      tally = createAuctionTally(kept, tablesOf);
      keptOffset = kept.nextOffset;
      timer = setInterval(() => void keep(), options.keepEveryMs ?? KEEP_EVERY_MS);
    },
    add: (record, offset) => tally.add(record, offset),
    state: () => tally.state,
    async stop() {
      clearInterval(timer);
      await keep();
    },
  };
}

/** What can't be read is begun anew: the page then says from when on it counts. */
async function readKept({ store, onLog }: KeptTallyOptions): Promise<TallyState> {
  try {
    const bytes = await store.read();
    if (bytes === undefined) return emptyTally();
    return tallySchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch (error) {
    onLog({ level: 'warn', event: 'control.tally.unreadable', detail: errorDetail(error) });
    return emptyTally();
  }
}

/** Forgets with the process. */
export function memoryTally(): TallyStore {
  let kept: Uint8Array | undefined;
  return {
    read: async () => kept,
    async replace(bytes) {
      kept = bytes;
    },
  };
}
