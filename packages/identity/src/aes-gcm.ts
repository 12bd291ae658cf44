import { createCipheriv, createDecipheriv } from 'node:crypto';

/** AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags; no other size is taken. */
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** What one message is encrypted under. A nonce must never meet the same key twice. */
export interface GcmUse {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  /** Authenticated, not encrypted: who decrypts must know it. */
  readonly context: Uint8Array;
}

/** Ciphertext, then tag. @throws RangeError for a key or nonce of another length: an empty nonce would give the key away. */
export function encrypt(plain: Uint8Array, { key, nonce, context }: GcmUse): Buffer {
  assertSizes(key, nonce);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(context);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * What `encrypt` was given; undefined unless tag, context, nonce and key are the ones it was encrypted with.
 * @throws RangeError for a key or nonce of another length
 */
export function decrypt(sealed: Uint8Array, { key, nonce, context }: GcmUse): Buffer | undefined {
  assertSizes(key, nonce);
  if (sealed.length < TAG_BYTES) return undefined;
  const split = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(split));
  const plain = decipher.update(sealed.subarray(0, split));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return undefined;
  }
}

function assertSizes(key: Uint8Array, nonce: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new RangeError(`an AES-256 key has ${KEY_BYTES} bytes`);
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`a nonce has ${NONCE_BYTES} bytes`);
}
