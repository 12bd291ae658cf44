/** Writes and waits for the disk, so that the thread which serves requests need not. */
import { parentPort, workerData } from 'node:worker_threads';
import { TransactionFlags } from 'lmdb';
import { encodeNumber, openStore } from './store.ts';

const store = openStore(String(workerData));

/** A batch of numbers, or the word to end. */
export type HotQuestion = readonly (readonly [key: string, value: number])[] | 'close';
/** The fault's text, or undefined when the batch is on disk. */
export type HotAnswer = string | undefined;

function write(entries: Exclude<HotQuestion, 'close'>): HotAnswer {
  try {
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
