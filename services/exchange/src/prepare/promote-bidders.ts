import type { ResponseMessage } from '@jianchat/openrtb';
import { asObject, isObject, type JsonObject } from '../json-object.ts';
import { ERROR } from '../terms/message-codes.ts';

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

/** More would say nothing new. */
const WARNINGS_MAX = 20;

/**
 * Parameters at their older place, `imp.ext.BIDDER`, count as if they stood at `imp.ext.prebid.bidder.BIDDER`, where those win. A name
 * that is no bidder's is told where that is the only place, since then a bidder was meant.
 */
export function promoteBidders(
  imp: JsonObject,
  {
    at,
    isBidder,
    warnings,
  }: {
    at: number;
    /** Whether somebody of this name can be asked. */
    isBidder: (name: string) => boolean;
    /** Filled with what is passed over. */
    warnings: ResponseMessage[];
  },
): JsonObject {
  const ext = imp['ext'];
  if (!isObject(ext)) return imp;
  const prebid = asObject(ext['prebid']);
  const own = prebid['bidder'];
  let promoted: Record<string, unknown> | undefined;
  for (const name in ext) {
    if (RESERVED.has(name) || !isObject(ext[name])) continue;
    if (isBidder(name)) {
      promoted ??= {};
      promoted[name] = ext[name];
    } else if (own === undefined && warnings.length < WARNINGS_MAX)
      warnings.push({
        code: ERROR.unknown,
        message: `request.imp[${at}].ext contains unknown bidder: '${name.slice(0, 64)}', ignoring`,
      });
  }
  if (promoted === undefined) return imp;
  const rest: Record<string, unknown> = { ...ext };
  for (const name in promoted) delete rest[name];
  const bidder = { ...promoted, ...asObject(own) };
  return { ...imp, ext: { ...rest, prebid: { ...prebid, bidder } } };
}
