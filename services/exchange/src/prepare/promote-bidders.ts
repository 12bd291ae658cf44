import { asObject, isObject, type JsonObject } from '../json-object.ts';

/** Members of `imp.ext` that are no bidder, whatever a bidder is called. */
const RESERVED = new Set([
  'prebid',
  'data',
  'context',
  'gpid',
  'tid',
  'ae',
  'igs',
  'skadn',
  'dsa',
  'all',
  'general',
]);

/**
 * Parameters at their older place, `imp.ext.BIDDER`, count as if they stood at `imp.ext.prebid.bidder.BIDDER`, where those win.
 * @param isBidder whether somebody of this name can be asked
 */
export function promoteBidders(imp: JsonObject, isBidder: (name: string) => boolean): JsonObject {
  const ext = imp['ext'];
  if (!isObject(ext)) return imp;
  let promoted: Record<string, unknown> | undefined;
  for (const name in ext) {
    if (RESERVED.has(name) || !isObject(ext[name]) || !isBidder(name)) continue;
    promoted ??= {};
    promoted[name] = ext[name];
  }
  if (promoted === undefined) return imp;
  const prebid = asObject(ext['prebid']);
  const rest: Record<string, unknown> = { ...ext };
  for (const name in promoted) delete rest[name];
  const bidder = { ...promoted, ...asObject(prebid['bidder']) };
  return { ...imp, ext: { ...rest, prebid: { ...prebid, bidder } } };
}
