import { Worker } from 'node:worker_threads';
import { type AppendOutcome, LogFault, type LogMessage } from '../event-log.ts';
import { DUPLICATE, type WriterAnswer, type WriterQuestion, type WriterSettings } from './writer-protocol.ts';

/** The calling side of the writer thread: gathers appends while the commit before them is under way. */
export interface Writer {
  append(topic: string, message: LogMessage, options: { nowMs: number }): Promise<AppendOutcome>;
  trim(topic: string, options: { before: number; nowMs: number }): Promise<void>;
  ready(): boolean;
  close(): Promise<void>;
}

interface PendingAppend {
  readonly topic: string;
  readonly message: LogMessage;
  readonly nowMs: number;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (fault: LogFault) => void;
}

const BATCH_RECORDS_MAX = 4096;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
/** With more than this waiting for the disk, appends are refused instead of filling the memory. */
const PENDING_BYTES_MAX = 64 * 1024 * 1024;
const PROBE_INTERVAL_MS = 500;

/** @param onCommit is told the topics that got records, after these are on disk. */
export function startWriter(
  settings: WriterSettings,
  onCommit: (topics: ReadonlySet<string>) => void,
): Writer {
  const thread = startThread(settings);
  let pending: PendingAppend[] = [];
  let pendingBytes = 0;
  let committing: Promise<void> | undefined;
  let healthy = true;
  let closed = false;
  let probing: NodeJS.Timeout | undefined;

  async function commitAll(): Promise<void> {
    while (pending.length > 0) await commitOne();
    committing = undefined;
  }

  async function commitOne(): Promise<void> {
    const { batch, bytes } = takeBatch(pending);
    pending = pending.slice(batch.length);
    pendingBytes -= bytes.length;
    const reply = await thread.ask(appendQuestion(batch, bytes), [bytes.buffer]);
    if (!reply.ok) {
      const fault = faultOf(reply);
      watchRecovery();
      for (const append of batch) append.reject(fault);
      return;
    }
    healthy = true;
    onCommit(new Set(batch.filter((_, i) => reply.offsets?.[i] !== DUPLICATE).map((append) => append.topic)));
    batch.forEach((append, index) => {
      const offset = reply.offsets?.[index] ?? DUPLICATE;
      append.resolve(offset === DUPLICATE ? { status: 'duplicate' } : { status: 'appended', offset });
    });
  }

  /** While writes fail nobody may be sending any, so the writer tries for itself whether they work again. */
  function watchRecovery(): void {
    healthy = false;
    probing ??= setInterval(async () => {
      const reply = await thread.ask({ do: 'probe' });
      if (reply.ok) healthy = true;
      if (!healthy) return;
      clearInterval(probing);
      probing = undefined;
    }, PROBE_INTERVAL_MS).unref();
  }

  return {
    append: (topic, message, { nowMs }) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new LogFault('log.closed'));
        if (pendingBytes > PENDING_BYTES_MAX)
          return reject(new LogFault('log.failed', 'too much is waiting'));
        pendingBytes += message.value.length;
        pending.push({ topic, message, nowMs, resolve, reject });
        // The start waits for the end of the turn, so that appends of one turn share a commit.
        committing ??= Promise.resolve().then(commitAll);
      }),
    async trim(topic, options) {
      if (closed) throw new LogFault('log.closed');
      for (let more = true; more; ) {
        const reply = await thread.ask({ do: 'trim', topic, ...options });
        if (!reply.ok) throw faultOf(reply);
        more = reply.more ?? false;
      }
    },
    ready: () => healthy && !closed,
    async close() {
      closed = true;
      clearInterval(probing);
      await committing;
      await thread.close();
    },
  };
}

interface Thread {
  ask(question: WriterQuestion, transfer?: readonly ArrayBuffer[]): Promise<WriterAnswer>;
  /** Resolves when the thread has ended. */
  close(): Promise<void>;
}

function startThread(settings: WriterSettings): Thread {
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

function takeBatch(pending: readonly PendingAppend[]): {
  batch: PendingAppend[];
  bytes: Uint8Array<ArrayBuffer>;
} {
  let length = 0;
  let count = 0;
  for (const append of pending) {
    if (count === BATCH_RECORDS_MAX || (count > 0 && length + append.message.value.length > BATCH_BYTES_MAX))
      break;
    length += append.message.value.length;
    count += 1;
  }
  const batch = pending.slice(0, count);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const { message } of batch) {
    bytes.set(message.value, at);
    at += message.value.length;
  }
  return { batch, bytes };
}

function appendQuestion(batch: readonly PendingAppend[], bytes: Uint8Array): WriterQuestion {
  let end = 0;
  return {
    do: 'append',
    batch: {
      topics: batch.map((append) => append.topic),
      keys: batch.map((append) => append.message.key),
      times: batch.map((append) => append.nowMs),
      ends: batch.map((append) => (end += append.message.value.length)),
      bytes,
    },
  };
}

function faultOf(reply: Extract<WriterAnswer, { ok: false }>): LogFault {
  return new LogFault(reply.code, reply.detail);
}
