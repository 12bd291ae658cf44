import { type AppendOptions, type AppendOutcome, LogFault, type LogMessage } from '../event-log.ts';
import { startThread } from './thread.ts';
import { type AppendBatch, DUPLICATE, type WriterAnswer, type WriterSettings } from './writer-protocol.ts';

/** The calling side of the writer thread: gathers appends while the commit before them is under way. */
export interface Writer {
  append(topic: string, message: LogMessage, options: AppendOptions): Promise<AppendOutcome>;
  flush(): Promise<void>;
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
  /** Whether something waits that may not wait for company. */
  let urgent = false;
  let lingering: NodeJS.Timeout | undefined;
  let committing: Promise<void> | undefined;
  const health = watchHealth(async () => (await thread.ask({ do: 'probe' })).ok);
  let closed = false;

  // The start waits for the end of the turn, so that appends of one turn share a commit.
  const commit = (): void => {
    urgent = true;
    committing ??= Promise.resolve().then(commitAll);
  };

  async function commitAll(): Promise<void> {
    while (urgent) {
      clearTimeout(lingering);
      lingering = undefined;
      await commitOne();
    }
    committing = undefined;
  }

  async function commitOne(): Promise<void> {
    const batch = takeBatch(pending);
    pending = pending.slice(batch.length);
    // What a full batch left over has waited long enough.
    urgent = pending.length > 0;
    const columns = columnsOf(batch);
    pendingBytes -= columns.bytes.length;
    const { topicOf, times, ends, bytes } = columns;
    const handedOver = [topicOf.buffer, times.buffer, ends.buffer, bytes.buffer];
    const reply = await thread.ask({ do: 'append', batch: columns }, handedOver);
    if (!reply.ok) {
      const fault = faultOf(reply);
      health.failed();
      for (const append of batch) append.reject(fault);
      return;
    }
    health.recovered();
    onCommit(new Set(batch.filter((_, i) => reply.offsets?.[i] !== DUPLICATE).map((append) => append.topic)));
    batch.forEach((append, index) => {
      const offset = reply.offsets?.[index] ?? DUPLICATE;
      append.resolve(offset === DUPLICATE ? { status: 'duplicate' } : { status: 'appended', offset });
    });
  }

  const flush = async (): Promise<void> => {
    if (pending.length > 0) commit();
    await committing;
  };

  return {
    flush,
    append: (topic, message, { nowMs, lingerMs }) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new LogFault('log.closed'));
        if (pendingBytes > PENDING_BYTES_MAX)
          return reject(new LogFault('log.failed', 'too much is waiting'));
        pendingBytes += message.value.length;
        pending.push({ topic, message, nowMs, resolve, reject });
        if (lingerMs === undefined) commit();
        else lingering ??= setTimeout(commit, lingerMs);
      }),
    async trim(topic, options) {
      if (closed) throw new LogFault('log.closed');
      for (let more = true; more; ) {
        const reply = await thread.ask({ do: 'trim', topic, ...options });
        if (!reply.ok) throw faultOf(reply);
        more = reply.more ?? false;
      }
    },
    ready: () => health.ok() && !closed,
    async close() {
      closed = true;
      health.stop();
      await flush();
      await thread.close();
    },
  };
}

interface Health {
  ok(): boolean;
  failed(): void;
  recovered(): void;
  stop(): void;
}

/** While writes fail nobody may be sending any, so the writer tries for itself whether they work again. */
function watchHealth(probe: () => Promise<boolean>): Health {
  let ok = true;
  let probing: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(probing);
    probing = undefined;
  };
  const recovered = () => {
    ok = true;
    stop();
  };
  return {
    ok: () => ok,
    recovered,
    stop,
    failed() {
      ok = false;
      probing ??= setInterval(async () => {
        if (await probe()) recovered();
      }, PROBE_INTERVAL_MS).unref();
    },
  };
}

/** The records that share the next commit: from the front, up to the bounds of a batch. */
function takeBatch(pending: readonly PendingAppend[]): PendingAppend[] {
  let bytes = 0;
  let count = 0;
  for (const append of pending) {
    if (count === BATCH_RECORDS_MAX || (count > 0 && bytes + append.message.value.length > BATCH_BYTES_MAX))
      break;
    bytes += append.message.value.length;
    count += 1;
  }
  return pending.slice(0, count);
}

function columnsOf(batch: readonly PendingAppend[]): AppendBatch {
  const topics: string[] = [];
  const topicOf = new Uint8Array(batch.length);
  const times = new Float64Array(batch.length);
  const ends = new Uint32Array(batch.length);
  let end = 0;
  batch.forEach(({ topic, message, nowMs }, index) => {
    let known = topics.indexOf(topic);
    if (known < 0) known = topics.push(topic) - 1;
    topicOf[index] = known;
    times[index] = nowMs;
    ends[index] = end += message.value.length;
  });
  const bytes = new Uint8Array(end);
  batch.forEach(({ message }, index) => {
    bytes.set(message.value, (ends[index] ?? 0) - message.value.length);
  });
  const isKeyed = batch.some(({ message }) => message.key !== '');
  const keys = isKeyed ? batch.map(({ message }) => message.key) : undefined;
  return { topics, topicOf, keys, times, ends, bytes };
}

function faultOf(reply: Extract<WriterAnswer, { ok: false }>): LogFault {
  return new LogFault(reply.code, reply.detail);
}
