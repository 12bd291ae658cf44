import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request carries the host's key: `Authorization: Bearer KEY`. */
export type IsHost = (headers: IncomingHttpHeaders) => boolean;

/** Without a key nobody is the host. */
export function hostCheck(key: string | undefined): IsHost {
  if (key === undefined) return () => false;
  const expected = digest(`Bearer ${key}`);
  return ({ authorization }) =>
    authorization !== undefined && timingSafeEqual(digest(authorization), expected);
}

/** Of one length, whatever was sent, so that the time of the comparison tells nothing. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
