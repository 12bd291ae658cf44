import type { Catalogue } from '../catalogue.ts';
import { isNothing, isObject, type JsonObject } from '../json-object.ts';
import { syncersOf } from './syncers.ts';
import { liveUid, readUids } from './uids-cookie.ts';

/**
 * A page's request with the browser's ids of the bidders that its imps name, where the body names none: as if the page had sent
 * `user.ext.prebid.buyeruids`, so that the collect gate decides about them as about everything. The rest of the cookie is never
 * copied. An app has no browser of its own, and gets none.
 */
export function withSyncedIds(
  raw: JsonObject,
  { cookie: header, catalogue, nowMs }: { cookie: string | undefined; catalogue: Catalogue; nowMs: number },
): JsonObject {
  if (header === undefined || raw['app'] !== undefined) return raw;
  const cookie = readUids(header);
  if (cookie.ids.size === 0) return raw;
  const { user, userExt, prebid, given } = placesOf(raw);
  if (given === undefined) return raw;
  const { byBidder } = syncersOf(catalogue);
  const own: Record<string, string> = {};
  for (const bidder of namedBidders(raw['imp'])) {
    const syncer = byBidder.get(bidder);
    if (syncer === undefined || Object.hasOwn(given, bidder)) continue;
    const uid = liveUid(cookie, syncer.key, nowMs);
    if (uid !== undefined) own[bidder] = uid;
  }
  if (Object.keys(own).length === 0) return raw;
  const buyeruids = { ...own, ...given };
  return { ...raw, user: { ...user, ext: { ...userExt, prebid: { ...prebid, buyeruids } } } };
}

const NOTHING: JsonObject = {};

/** Where ids stand in the request; `given` is undefined where something on the way is no object, which the gate will refuse. */
function placesOf(raw: JsonObject) {
  const below = (parent: JsonObject | undefined, name: string): JsonObject | undefined => {
    const value = parent?.[name];
    if (isNothing(value)) return parent && NOTHING;
    return isObject(value) ? value : undefined;
  };
  const user = below(raw, 'user');
  const userExt = below(user, 'ext');
  const prebid = below(userExt, 'prebid');
  return { user, userExt, prebid, given: below(prebid, 'buyeruids') };
}

/** Bidders stand in `imp.ext.prebid.bidder`, of older clients in `imp.ext` itself, among other things. */
function namedBidders(imps: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  for (const imp of Array.isArray(imps) ? imps : []) {
    const ext = isObject(imp) ? imp['ext'] : undefined;
    if (!isObject(ext)) continue;
    const prebid = ext['prebid'];
    const bidders = isObject(prebid) ? prebid['bidder'] : undefined;
    for (const name of [...Object.keys(ext), ...(isObject(bidders) ? Object.keys(bidders) : [])])
      names.add(name);
  }
  return names;
}
