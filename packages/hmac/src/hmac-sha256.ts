import { hash } from 'node:crypto';

/** HMAC-SHA-256 under one key. Texts count as their UTF-8 bytes. */
export interface HmacSha256 {
  /** All 32 bytes as 43 characters, or the first ones. */
  base64url(message: string, bytes?: number): string;
}

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** Messages up to here are put together in a place that is there already. */
const ROOM_BYTES = 4_096;
/** UTF-8 of one UTF-16 code unit, at most. */
const UNIT_BYTES_MAX = 3;

/** @param key secret bytes; one longer than a block is hashed first, as RFC 2104 says */
export function createHmacSha256(key: Uint8Array): HmacSha256 {
  const inner = Buffer.alloc(BLOCK_BYTES + ROOM_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);
  const short = key.length > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
  for (let at = 0; at < BLOCK_BYTES; at++) {
    inner[at] = (short[at] ?? 0) ^ 0x36;
    outer[at] = (short[at] ?? 0) ^ 0x5c;
  }
  const place = (message: string): Buffer => {
    const fits = message.length * UNIT_BYTES_MAX <= ROOM_BYTES;
    if (!fits) return Buffer.concat([inner.subarray(0, BLOCK_BYTES), Buffer.from(message)]);
    return inner.subarray(0, BLOCK_BYTES + inner.write(message, BLOCK_BYTES));
  };
  /** The outer block and the hash of the inner one: what is left is to hash it. */
  const halfWay = (message: string): Buffer => {
    // Bytes as text of one byte each: the engine hands them over without making a view.
    outer.write(hash('sha256', place(message), 'latin1'), BLOCK_BYTES, 'latin1');
    return outer;
  };
  const whole = Buffer.alloc(HASH_BYTES);
  return {
    base64url(message, bytes = HASH_BYTES) {
      whole.write(hash('sha256', halfWay(message), 'latin1'), 'latin1');
      return whole.toString('base64url', 0, bytes);
    },
  };
}
