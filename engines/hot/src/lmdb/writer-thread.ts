/** Writes and waits for the disk, so that the thread which serves requests need not. */
import { statfsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TransactionFlags } from 'lmdb';
import { encodeNumber, openStore } from './store.ts';

const folder = String(workerData);
const store = openStore(folder);

/** A batch of numbers, or the word to end. */
export type HotQuestion = readonly (readonly [key: string, value: number])[] | 'close';
/** The fault's text, or undefined when the batch is on disk. */
export type HotAnswer = string | undefined;

/**
 * With less room than this nothing is written: a write that the file system cuts short corrupts the memory of LMDB's
 * binding, which some failures later takes the process with it.
 */
const FREE_BYTES_MIN = 32 * 1024 * 1024;

function write(entries: Exclude<HotQuestion, 'close'>): HotAnswer {
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < FREE_BYTES_MIN) return 'the disk is nearly full';
    store.transactionSync(() => {
      for (const [key, value] of entries) store.putSync(key, encodeNumber(value));
    }, TransactionFlags.ABORTABLE | TransactionFlags.SYNCHRONOUS_COMMIT);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

parentPort?.on('message', async (question: HotQuestion) => {
  if (question !== 'close') return parentPort?.postMessage(write(question));
  await store.close();
  parentPort?.close();
});
