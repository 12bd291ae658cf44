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
      if (entries.length > 0) await writer.ask({ numbers: entries });
      // The next read of this turn shall see what was just written.
      store.resetReadTxn();
    },
    readBytes(key) {
      if (closed) return undefined;
      try {
        const bytes = store.get(key);
        readable = true;
        return bytes;
      } catch {
        readable = false;
        return undefined;
      }
    },
    async change(groups) {
      if (closed) throw new Error('the hot state is closed');
      if (groups.length === 0) return [];
      const done = await writer.ask({ groups });
      store.resetReadTxn();
      return done;
    },
    async listKeys(prefix, { after, limit }) {
      if (closed) throw new Error('the hot state is closed');
      const keys: string[] = [];
      for (const key of store.getKeys({ start: after ?? prefix })) {
        if (!key.startsWith(prefix) || keys.length >= limit) break;
        if (key !== after) keys.push(key);
      }
      return keys;
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
  /** Which groups were done; rejects where nothing was. */
  ask(question: Exclude<HotQuestion, 'close'>): Promise<readonly boolean[]>;
  healthy(): boolean;
  close(): Promise<void>;
}

function startWriter(path: string): HotWriter {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: path });
  // Only while a write is under way does the thread keep the process alive.
  worker.unref();
  const waiting: ((answer: HotAnswer) => void)[] = [];
  let healthy = true;
  let alive = true;
  let closing = false;
  let lastError: unknown;
  worker.on('message', (answer: HotAnswer) => {
    healthy = 'done' in answer;
    const settle = waiting.shift();
    if (waiting.length === 0 && !closing) worker.unref();
    settle?.(answer);
  });
  worker.on('error', (error) => {
    lastError = error;
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      alive = false;
      for (const settle of waiting.splice(0))
        settle({ fault: `the writer thread ended: ${String(lastError)}` });
      resolve();
    });
  });
  return {
    healthy: () => healthy && alive,
    ask: (question) =>
      new Promise((resolve, reject) => {
        const settle = (answer: HotAnswer) =>
          'done' in answer ? resolve(answer.done) : reject(new Error(answer.fault));
        if (!alive) return settle({ fault: 'the writer thread has ended' });
        worker.ref();
        waiting.push(settle);
        worker.postMessage(question satisfies HotQuestion);
      }),
    async close() {
      closing = true;
      worker.postMessage('close' satisfies HotQuestion);
      worker.ref();
      await ended;
    },
  };
}
