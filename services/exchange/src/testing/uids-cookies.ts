import { NO_IDS, setUids, withUid } from '../user-sync/uids-cookie.ts';

/** The cookie of a browser with these ids, as any program could write it: without a seal. */
export function unsealedCookie(ids: Readonly<Record<string, string>>, nowMs: number): string {
  let cookie = NO_IDS;
  for (const [key, uid] of Object.entries(ids)) cookie = withUid(cookie, { key, uid, nowMs });
  return setUids(cookie, {}).split(';')[0] ?? '';
}

/** And of one that has opted out. */
export const OPTED_OUT = setUids({ optedOut: true, ids: new Map() }, {}).split(';')[0] ?? '';
