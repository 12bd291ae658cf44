import { Worker } from 'node:worker_threads';
import type { HotState } from '../hot-state.ts';
import { decodeNumber, openStore } from './store.ts';
import type { HotAnswer, HotQuestion } from './writer-thread.ts';

export interface LmdbHotOptions {
  /** A folder of its own; made when missing. Several processes of one machine may share it. */
  readonly path: string;
}

/** A read sees what was committed when this turn of the event loop began to read, and turns are shorter than this. */
const STALENESS_MS_MAX = 50;
/** Beyond this the last known numbers are forgotten and gathered anew: days pass, and their keys with them. */
const LAST_KNOWN_MAX = 100_000;

/** Hot state in an LMDB environment: reads come from its memory map, writes go through a thread of its own. */
export function openLmdbHot({ path }: LmdbHotOptions): HotState {
  const store = openStore(path);
  const writer = startWriter(path);
  const lastKnown = new Map<string, number>();
  let readable = true;
  let closed = false;

  return {
    capabilities: { stalenessMsMax: STALENESS_MS_MAX },
    readNumber(key) {
      if (closed) return lastKnown.get(key);
      try {
        const bytes = store.get(key);
        readable = true;
        if (bytes === undefined) return undefined;
        const value = decodeNumber(bytes);
        if (lastKnown.size >= LAST_KNOWN_MAX) lastKnown.clear();
        lastKnown.set(key, value);
        return value;
      } catch {
        readable = false;
        return lastKnown.get(key);
      }
    },
    async writeNumbers(entries) {
      if (closed) throw new Error('the hot state is closed');
      if (entries.length > 0) await writer.write(entries);
      // The next read of this turn shall see what was just written.
      store.resetReadTxn();
    },
    ready: () => readable && !closed && writer.healthy(),
    async close() {
      if (closed) return;
      closed = true;
      await writer.close();
      await store.close();
    },
  };
}

interface HotWriter {
  write(entries: Exclude<HotQuestion, 'close'>): Promise<void>;
  healthy(): boolean;
  close(): Promise<void>;
}

function startWriter(path: string): HotWriter {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: path });
  // Only while a write is under way does the thread keep the process alive.
  worker.unref();
  const waiting: ((fault: HotAnswer) => void)[] = [];
  let healthy = true;
  let alive = true;
  let closing = false;
  let lastError: unknown;
  worker.on('message', (fault: HotAnswer) => {
    healthy = fault === undefined;
    const settle = waiting.shift();
    if (waiting.length === 0 && !closing) worker.unref();
    settle?.(fault);
  });
  worker.on('error', (error) => {
    lastError = error;
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      alive = false;
      for (const settle of waiting.splice(0)) settle(`the writer thread ended: ${String(lastError)}`);
      resolve();
    });
  });
  return {
    healthy: () => healthy && alive,
    write: (entries) =>
      new Promise((resolve, reject) => {
        const settle = (fault: HotAnswer) => (fault === undefined ? resolve() : reject(new Error(fault)));
        if (!alive) return settle('the writer thread has ended');
        worker.ref();
        waiting.push(settle);
        worker.postMessage(entries satisfies HotQuestion);
      }),
    async close() {
      closing = true;
      worker.postMessage('close' satisfies HotQuestion);
      worker.ref();
      await ended;
    },
  };
}
