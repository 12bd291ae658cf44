import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES } from './aes-gcm.ts';
import type { SubjectId } from './subject-record.ts';

/** What a sealed value belongs to: it opens nowhere else. */
export interface ValueContext {
  readonly subject: SubjectId;
  /** Id of the policy's field. */
  readonly field: number;
  /** Version of the form that the value has, the caller's own. */
  readonly version: number;
}

const FORMAT = 1;
const HEAD_BYTES = 1 + NONCE_BYTES;
const DOMAIN = Buffer.from('jianchat/value/1\n');

/** `format u8 ‖ nonce 12 ‖ ciphertext ‖ tag 16`. @param nonce 12 random bytes, new for every value */
export function sealValue(
  value: Uint8Array,
  { key, nonce, context }: { key: Uint8Array; nonce: Uint8Array; context: ValueContext },
): Buffer {
  const sealed = encrypt(value, { key, nonce, context: contextBytes(context) });
  return Buffer.concat([Buffer.of(FORMAT), nonce, sealed]);
}

/** Undefined unless it is this value of this field of this subject, whole. */
export function openValue(
  sealed: Uint8Array,
  { key, context }: { key: Uint8Array; context: ValueContext },
): Buffer | undefined {
  if (sealed[0] !== FORMAT || sealed.length < HEAD_BYTES + TAG_BYTES) return undefined;
  const nonce = sealed.subarray(1, HEAD_BYTES);
  return decrypt(sealed.subarray(HEAD_BYTES), { key, nonce, context: contextBytes(context) });
}

/** Fixed lengths but for the id at the end: no two contexts have the same bytes. */
function contextBytes({ subject, field, version }: ValueContext): Buffer {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(field);
  numbers.writeUInt32BE(version, 4);
  return Buffer.concat([DOMAIN, numbers, Buffer.from(subject, 'base64url')]);
}
