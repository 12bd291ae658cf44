/**
 * How the log lies in LMDB. One environment; per topic two databases, and one for all topics:
 *
 *     entries/TOPIC   offset                 → key length (2 bytes) · key · value
 *     keys/TOPIC      generation · key       → offset
 *     topics          TOPIC                  → the offset the next record gets
 *
 * A generation is a stretch of time as long as the de-duplication window. A key is looked for in the generations around
 * the present one, so it is remembered for at least one window and at most two, and old keys leave by range, without an
 * index on time.
 */
import { createHash } from 'node:crypto';
import { type Database, open, type RootDatabase } from 'lmdb';

export type Bytes = Uint8Array;
export type Store = Database<Bytes, Bytes>;

export interface TopicStores {
  readonly entries: Store;
  readonly keys: Store;
}

export interface LogStores {
  readonly env: RootDatabase<Bytes, string>;
  readonly ends: Database<Bytes, string>;
  topic(name: string): TopicStores;
}

/** Two databases for each topic and one of the log's own. */
const DATABASES_MAX = 64;
const TOPIC_NAME = /^[a-z][a-z0-9-]{0,63}$/;
/** Longer keys are kept as their SHA-256: LMDB's own bound is 1,978 bytes. */
const KEY_BYTES_MAX = 256;
const OFFSET_BYTES = 6;
const FIRST_OFFSET = Buffer.alloc(OFFSET_BYTES);

/**
 * `overlappingSync` is off: with it LMDB shows a commit to readers before it is on disk, so that a consumer could act on
 * a record that a power loss then takes back, and its offset would be given to another record.
 */
export function openStores(path: string): LogStores {
  const env = open<Bytes, string>({
    path,
    encoding: 'binary',
    maxDbs: DATABASES_MAX,
    overlappingSync: false,
  });
  const ends = env.openDB<Bytes, string>('topics', { encoding: 'binary' });
  const topics = new Map<string, TopicStores>();
  return {
    env,
    ends,
    topic(name) {
      const known = topics.get(name);
      if (known) return known;
      assertTopic(name);
      const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
      const stores = {
        entries: env.openDB<Bytes, Bytes>(`entries/${name}`, binary),
        keys: env.openDB<Bytes, Bytes>(`keys/${name}`, binary),
      };
      topics.set(name, stores);
      return stores;
    },
  };
}

/** Names are the program's own, so a wrong one is a bug. */
export function assertTopic(name: string): void {
  if (!TOPIC_NAME.test(name)) throw new Error(`not a topic name: ${name}`);
}

export function offsetBytes(offset: number): Buffer {
  const bytes = Buffer.allocUnsafe(OFFSET_BYTES);
  bytes.writeUIntBE(offset, 0, OFFSET_BYTES);
  return bytes;
}

export function readOffset(bytes: Bytes): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUIntBE(0, OFFSET_BYTES);
}

/** The offset the next record of a topic gets, as the present transaction sees it. */
export function endOf(stores: LogStores, topic: string): number {
  return readOffset(stores.ends.get(topic) ?? FIRST_OFFSET);
}

/** The generation that `nowMs` falls into. */
export function generationOf(nowMs: number, windowMs: number): number {
  return Math.max(0, Math.floor(nowMs / windowMs));
}

export function keyBytes(key: string, generation: number): Buffer {
  const written = Buffer.from(key);
  const name = written.length > KEY_BYTES_MAX ? createHash('sha256').update(written).digest() : written;
  const bytes = Buffer.allocUnsafe(OFFSET_BYTES + name.length);
  bytes.writeUIntBE(generation, 0, OFFSET_BYTES);
  name.copy(bytes, OFFSET_BYTES);
  return bytes;
}

export function encodeEntry(key: string, value: Bytes): Buffer {
  const keyLength = Buffer.byteLength(key);
  const bytes = Buffer.allocUnsafe(2 + keyLength + value.length);
  bytes.writeUInt16BE(keyLength, 0);
  bytes.write(key, 2);
  bytes.set(value, 2 + keyLength);
  return bytes;
}

export function decodeEntry(bytes: Bytes): { key: string; value: Bytes } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const valueStart = 2 + view.readUInt16BE(0);
  // A copy: what LMDB hands out may lie in memory that its next read writes over.
  return {
    key: view.toString('utf8', 2, valueStart),
    value: Uint8Array.prototype.slice.call(view, valueStart),
  };
}
