import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '../json-object.ts';

/** Marks the cookie `uids` as one that this host has set. Other hosts' readers pass over the mark. */
export interface CookieSeal {
  /** The content with its mark. */
  seal(content: JsonObject): JsonObject;
  /** Whether the content is one that was sealed here, unchanged. */
  isSealed(content: JsonObject): boolean;
}

const MARK = 'sig';
/** 128 bits. */
const MARK_CHARS = 22;

/** @param key 32 secret bytes */
export function createCookieSeal(key: Uint8Array): CookieSeal {
  const markOf = (content: JsonObject): string =>
    createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url').slice(0, MARK_CHARS);
  return {
    seal: (content) => ({ ...content, [MARK]: markOf(content) }),
    isSealed(sealed) {
      const { [MARK]: mark, ...content } = sealed;
      if (typeof mark !== 'string') return false;
      // Bytes, not characters: a browser may send any.
      const [given, wanted] = [Buffer.from(mark), Buffer.from(markOf(content))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
