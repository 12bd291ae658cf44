import { createHmac } from 'node:crypto';

/**
 * HKDF-Expand (RFC 5869, 2.3) with SHA-256 of a data key, which is random itself and needs no extraction (3.3): the keys a
 * subject's data key stands for. No key serves two ends, and all go with it.
 */
const expand = (dataKey: Uint8Array, info: string): Buffer =>
  createHmac('sha256', dataKey).update(`${info}\x01`).digest();

/** AES-256-GCM key of the subject's values. */
export const valueKey = (dataKey: Uint8Array): Buffer => expand(dataKey, 'jianchat/subject-value/1');

/** HMAC key of the subject's commitments. */
export const commitmentKey = (dataKey: Uint8Array): Buffer =>
  expand(dataKey, 'jianchat/subject-commitment/1');

export const COMMITMENT_BYTES = 32;

/**
 * What stands for the subject in the record of one disclosure: HMAC-SHA-256 under its own key over the auction's id. Two
 * of them can't be linked without the key, and with the key destroyed nobody can link any. As random as 32 bytes made up.
 */
export function commitTo(auction: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`jianchat/commitment/1\n${auction}`).digest();
}
