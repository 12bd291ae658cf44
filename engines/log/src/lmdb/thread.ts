import { Worker } from 'node:worker_threads';
import type { WriterAnswer, WriterQuestion, WriterSettings } from './writer-protocol.ts';

/** The writer thread as its owner sees it: questions answered in order. */
export interface Thread {
  ask(question: WriterQuestion, transfer?: readonly ArrayBuffer[]): Promise<WriterAnswer>;
  /** Resolves when the thread has ended. */
  close(): Promise<void>;
}

export function startThread(settings: WriterSettings): Thread {
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: settings });
  // Only while it owes an answer does the thread keep the process alive.
  worker.unref();
  const waiting: ((answer: WriterAnswer) => void)[] = [];
  let lastError: unknown;
  const lost = (): WriterAnswer => ({
    ok: false,
    code: 'log.failed',
    detail: `the writer thread ended: ${String(lastError)}`,
  });
  let alive = true;
  worker.on('message', (answer: WriterAnswer) => {
    const give = waiting.shift();
    if (waiting.length === 0) worker.unref();
    give?.(answer);
  });
  worker.on('error', (error) => {
    lastError = error;
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      alive = false;
      for (const give of waiting.splice(0)) give(lost());
      resolve();
    });
  });
  return {
    async close() {
      worker.postMessage({ do: 'close' } satisfies WriterQuestion);
      worker.ref();
      waiting.push(() => worker.ref());
      await ended;
    },
    ask: (question, transfer = []) =>
      new Promise((resolve) => {
        if (!alive) return resolve(lost());
        worker.ref();
        waiting.push(resolve);
        worker.postMessage(question, [...transfer]);
      }),
  };
}
