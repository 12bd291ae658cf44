import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** Texts that others carry and hand back, and can neither make nor read. */
export interface SealedTexts {
  seal(plain: string): string;
  /** `malformed`: it can't be one; `forged`: it was not sealed here, or for something else. Any text is safe to pass. */
  open(text: string): { readonly plain: string } | 'malformed' | 'forged';
}

const IV_BYTES = 16;
/** A text longer than this was not sealed here. */
const CHARS_MAX = 2048;

/**
 * The first 16 bytes are an HMAC of what is inside, and also the cipher's counter (SIV): the same text is sealed the same, and nothing
 * random is needed.
 * @param purpose what is sealed for one is no good for another
 */
export function createSealedTexts(key: Uint8Array, purpose: string): SealedTexts {
  if (key.length < 32) throw new Error(`the key of ${purpose} has fewer than 32 bytes`);
  const sealing = derived(key, `${purpose}/seal`);
  const signing = derived(key, `${purpose}/sign`);
  const ivOf = (plain: Buffer): Buffer =>
    createHmac('sha256', signing).update(plain).digest().subarray(0, IV_BYTES);
  return {
    seal(text) {
      const plain = Buffer.from(text);
      const iv = ivOf(plain);
      const sealed = createCipheriv('aes-256-ctr', sealing, iv);
      return Buffer.concat([iv, sealed.update(plain), sealed.final()]).toString('base64url');
    },
    open(text) {
      if (text.length > CHARS_MAX) return 'malformed';
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= IV_BYTES) return 'malformed';
      const iv = bytes.subarray(0, IV_BYTES);
      const opened = createDecipheriv('aes-256-ctr', sealing, iv);
      const plain = Buffer.concat([opened.update(bytes.subarray(IV_BYTES)), opened.final()]);
      return timingSafeEqual(iv, ivOf(plain)) ? { plain: plain.toString() } : 'forged';
    },
  };
}

const derived = (key: Uint8Array, purpose: string): Buffer =>
  createHmac('sha256', key).update(purpose).digest();
