import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKeys } from './api-keys.ts';
import type { Identity } from './caller.ts';
import type { Sessions } from './sessions.ts';

export type Identify = (headers: IncomingHttpHeaders) => Promise<Identity>;

/**
 * An `Authorization` header decides alone: a key that does not hold is never made good by a cookie that comes along.
 */
export function createIdentify({ keys, sessions }: { keys: ApiKeys; sessions: Sessions }): Identify {
  return async ({ authorization, cookie }) => {
    if (authorization !== undefined) {
      const [, token] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization) ?? [];
      const caller = token === undefined ? undefined : await keys.identify(token);
      return caller === undefined ? { status: 'refused' } : { status: 'known', caller };
    }
    return cookie === undefined ? { status: 'anonymous' } : sessions.identify(cookie);
  };
}
