/** Writes and waits for the disk, so that the thread which serves requests need not. */
import { statfsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TransactionFlags } from 'lmdb';
import type { HotChange, HotGroup } from '../hot-state.ts';
import { encodeNumber, openStore } from './store.ts';

const folder = String(workerData);
const store = openStore(folder);

/** A batch of numbers, groups of changes, or the word to end. */
export type HotQuestion =
  | { readonly numbers: readonly (readonly [key: string, value: number])[] }
  | { readonly groups: readonly HotGroup[] }
  | 'close';
/** The fault's text, or which groups were done, on disk. */
export type HotAnswer = { readonly fault: string } | { readonly done: readonly boolean[] };

/**
 * With less room than this nothing is written: a write that the file system cuts short corrupts the memory of LMDB's
 * binding, which some failures later takes the process with it.
 */
const FREE_BYTES_MIN = 32 * 1024 * 1024;

function write(question: Exclude<HotQuestion, 'close'>): HotAnswer {
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < FREE_BYTES_MIN) return { fault: 'the disk is nearly full' };
    const done: boolean[] = [];
    store.transactionSync(() => {
      if ('numbers' in question) {
        for (const [key, value] of question.numbers) store.putSync(key, encodeNumber(value));
      } else for (const group of question.groups) done.push(doGroup(group));
    }, TransactionFlags.ABORTABLE | TransactionFlags.SYNCHRONOUS_COMMIT);
    return { done };
  } catch (error) {
    return { fault: String(error) };
  }
}

function doGroup(group: HotGroup): boolean {
  if (!group.every(isAsItWas)) return false;
  for (const { key, value } of group) {
    if (value === undefined) store.removeSync(key);
    else store.putSync(key, Buffer.from(value));
  }
  return true;
}

function isAsItWas({ key, was }: HotChange): boolean {
  if (was === undefined) return true;
  const there = store.get(key);
  if (was === 'absent' || there === undefined) return was === 'absent' && there === undefined;
  return Buffer.compare(there, was) === 0;
}

parentPort?.on('message', async (question: HotQuestion) => {
  if (question !== 'close') return parentPort?.postMessage(write(question));
  await store.close();
  parentPort?.close();
});
