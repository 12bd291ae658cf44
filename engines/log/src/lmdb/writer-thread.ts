/**
 * The one thread of a process that writes to the log. A commit waits for the disk; here it does so without holding up
 * the thread that serves requests, and a failed commit is an exception at the place where it happened.
 */
import { statfsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TransactionFlags } from 'lmdb';
import {
  encodeEntry,
  endOf,
  generationOf,
  keyBytes,
  type LogStores,
  offsetBytes,
  openStores,
  type Store,
  type TopicStores,
} from './layout.ts';
import {
  type AppendBatch,
  DUPLICATE,
  type WriterAnswer,
  type WriterQuestion,
  type WriterSettings,
} from './writer-protocol.ts';

const { path, dedupeWindowMs }: WriterSettings = workerData;
const stores = openStores(path);
/** Deletes at most this many in one transaction, so that appends wait only shortly for a trim. */
const TRIM_STEP = 5000;
const COMMIT = TransactionFlags.ABORTABLE | TransactionFlags.SYNCHRONOUS_COMMIT;

function append(log: LogStores, batch: AppendBatch): Float64Array<ArrayBuffer> {
  // Opening a database is a transaction of its own and can't happen inside another.
  const opened = batch.topics.map((name) => ({ name, stores: log.topic(name) }));
  return log.env.transactionSync(() => {
    const growing = opened.map(({ name, stores }) => ({ name, topic: grow(stores, endOf(log, name)) }));
    const offsets = new Float64Array(batch.ends.length);
    let start = 0;
    for (let index = 0; index < offsets.length; index++) {
      const end = batch.ends[index] ?? start;
      const message = {
        key: batch.keys?.[index] ?? '',
        value: batch.bytes.subarray(start, end),
        nowMs: batch.times[index] ?? 0,
      };
      offsets[index] = growing[batch.topicOf[index] ?? 0]?.topic.append(message) ?? DUPLICATE;
      start = end;
    }
    for (const { name, topic } of growing) log.ends.putSync(name, offsetBytes(topic.end()));
    return offsets;
  }, COMMIT);
}

/** One topic within one transaction. */
function grow({ entries, keys }: TopicStores, end: number) {
  const claim = claimer(keys);
  let next = end;
  return {
    end: () => next,
    append({ key, value, nowMs }: { key: string; value: Uint8Array; nowMs: number }): number {
      if (key !== '' && !claim(key, { offset: next, nowMs })) return DUPLICATE;
      // At the end of the tree: pages are filled whole.
      const written: unknown = entries.putSync(offsetBytes(next), encodeEntry(key, value), { append: true });
      if (written === false) throw new Error('the offset of a new record is taken');
      return next++;
    },
  };
}

/** Takes keys for offsets; false for a key that is taken. */
function claimer(keys: Store): (key: string, wanted: { offset: number; nowMs: number }) => boolean {
  /** Most of the time a neighbouring generation is empty, or asked for again and again. */
  const inUse = new Map<number, boolean>();
  const isInUse = (generation: number): boolean => {
    const known = inUse.get(generation);
    if (known !== undefined) return known;
    const [first] = keys.getKeys({
      start: keyBytes('', generation),
      end: keyBytes('', generation + 1),
      limit: 1,
    });
    inUse.set(generation, first !== undefined);
    return first !== undefined;
  };
  return (key, { offset, nowMs }) => {
    const generation = generationOf(nowMs, dedupeWindowMs);
    // The next generation too: another process's clock may be ahead.
    for (const near of [generation - 1, generation + 1])
      if (near >= 0 && isInUse(near) && keys.doesExist(keyBytes(key, near))) return false;
    inUse.set(generation, true);
    const taken: unknown = keys.putSync(keyBytes(key, generation), offsetBytes(offset), {
      noOverwrite: true,
    });
    return taken !== false;
  };
}

/** One step of a trim; true when there is more to delete. */
function trim(log: LogStores, wanted: { topic: string; before: number; nowMs: number }): boolean {
  const { entries, keys } = log.topic(wanted.topic);
  const oldest = Math.max(0, generationOf(wanted.nowMs, dedupeWindowMs) - 1);
  return log.env.transactionSync(() => {
    const doomedEntries = keysBefore(entries, offsetBytes(Math.min(wanted.before, endOf(log, wanted.topic))));
    const doomedKeys = keysBefore(keys, offsetBytes(oldest));
    for (const key of doomedEntries) entries.removeSync(key);
    for (const key of doomedKeys) keys.removeSync(key);
    return doomedEntries.length === TRIM_STEP || doomedKeys.length === TRIM_STEP;
  }, COMMIT);
}

function keysBefore(store: Store, end: Buffer): Uint8Array[] {
  return [...store.getKeys({ end, limit: TRIM_STEP })];
}

function answer(question: WriterQuestion): WriterAnswer {
  if (question.do !== 'close' && isFull())
    return { ok: false, code: 'log.full', detail: 'the disk is nearly full' };
  switch (question.do) {
    case 'append':
      return { ok: true, offsets: append(stores, question.batch) };
    case 'trim':
      return { ok: true, more: trim(stores, question) };
    case 'probe':
      stores.ends.transactionSync(() => stores.ends.putSync('-probe', Buffer.from([1])), COMMIT);
      return { ok: true };
    case 'close':
      return { ok: true };
  }
}

/** LMDB's MDB_MAP_FULL; ENOSPC, EDQUOT and EFBIG of the file system. */
const FULL_CODES: ReadonlySet<unknown> = new Set([-30792, 28, 122, 27]);
const EIO = 5;
/**
 * With less room than this nothing is written. A write that the file system cuts short corrupts the memory of LMDB's
 * binding, which some failures later takes the process with it; and what else runs on the disk keeps room to recover.
 */
const FREE_BYTES_MIN = 32 * 1024 * 1024;

function isFull(): boolean {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize < FREE_BYTES_MIN;
}

/** LMDB reports a short write as EIO: only the free space tells a full disk from a broken one. */
function faultOf(error: unknown): WriterAnswer {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const full = FULL_CODES.has(code) || (code === EIO && isFull());
  return { ok: false, code: full ? 'log.full' : 'log.failed', detail: String(error) };
}

parentPort?.on('message', async (question: WriterQuestion) => {
  let reply: WriterAnswer;
  try {
    reply = answer(question);
  } catch (error) {
    reply = faultOf(error);
  }
  if (question.do === 'close') await stores.env.close();
  parentPort?.postMessage(reply, reply.ok && reply.offsets ? [reply.offsets.buffer] : []);
  if (question.do === 'close') parentPort?.close();
});
