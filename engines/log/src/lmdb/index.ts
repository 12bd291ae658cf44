import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { EventLog } from '../event-log.ts';
import { LogFault } from '../event-log.ts';
import { assertTopic, decodeEntry, endOf, offsetBytes, openStores, readOffset } from './layout.ts';
import { createWaiters } from './waiters.ts';
import { startWriter } from './writer.ts';

export interface LmdbLogOptions {
  /** A folder of the log's own; made when missing. Several processes of one machine may share it. */
  readonly path: string;
  /** How long a record's key is remembered at least, ms. */
  readonly dedupeWindowMs: number;
}

/** So that even in UTF-8 its length fits into two bytes. */
const KEY_CHARS_MAX = 20_000;

/**
 * The event log in an LMDB environment. An acknowledged append was written and fdatasynced, and no reader sees a record
 * before that. Reads happen on the calling thread, writes on a thread of the log's own.
 */
export function openLmdbLog({ path, dedupeWindowMs }: LmdbLogOptions): EventLog {
  if (!(dedupeWindowMs > 0)) throw new Error('dedupeWindowMs is not positive');
  const stores = openStores(path);
  syncFolder(path);
  let closed = false;

  const freshEnd = (topic: string): number => {
    if (closed) throw new LogFault('log.closed');
    // Otherwise a read may answer from a snapshot taken earlier in this turn of the loop.
    stores.env.resetReadTxn();
    return endOf(stores, topic);
  };
  const waiters = createWaiters(freshEnd);
  const writer = startWriter({ path, dedupeWindowMs }, waiters.wake);

  return {
    capabilities: { dedupeWindowMs },
    async append(topic, message, options) {
      // Here, because in the writer it would take the others of its commit with it.
      assertTopic(topic);
      if (message.key.length > KEY_CHARS_MAX) throw new Error('the key of a record is too long');
      return writer.append(topic, message, options);
    },
    flush: writer.flush,
    async read(topic, { from, limit }) {
      const end = freshEnd(topic);
      if (from >= end || limit <= 0) return [];
      const range = stores.topic(topic).entries.getRange({ start: offsetBytes(from), limit });
      return [...range.map(({ key, value }) => ({ offset: readOffset(key), ...decodeEntry(value) }))];
    },
    end: async (topic) => freshEnd(topic),
    wait: waiters.wait,
    trim: writer.trim,
    ready: writer.ready,
    async close() {
      if (closed) return;
      waiters.close();
      await writer.close();
      closed = true;
      await stores.env.close();
    },
  };
}

/** Makes the data file's own name survive a power loss; LMDB syncs only what is in it. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
