import { type Database, open } from 'lmdb';

export type NumberStore = Database<Uint8Array, string>;

/** Numbers as 8 bytes each. Without `overlappingSync` no reader sees a number before it is on disk. */
export function openStore(path: string): NumberStore {
  return open<Uint8Array, string>({ path, encoding: 'binary', overlappingSync: false });
}

export function encodeNumber(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

export function decodeNumber(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readDoubleBE();
}
