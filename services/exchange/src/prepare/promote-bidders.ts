import type { ResponseMessage } from '@jianchat/openrtb';
import { droppedFor } from '../asks/named-bidders.ts';
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
 * that is no bidder's is told where that is the only place, since then a bidder was meant, and so are parameters that are none.
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
    if (RESERVED.has(name)) continue;
    const isKnown = isBidder(name);
    if (isKnown && isObject(ext[name])) {
      promoted ??= {};
      promoted[name] = ext[name];
    } else if (warnings.length < WARNINGS_MAX && (isKnown || (own === undefined && isObject(ext[name]))))
      warnings.push({ code: ERROR.unknown, message: passedOver(name, { at, isKnown }) });
  }
  if (promoted === undefined) return imp;
  const rest: Record<string, unknown> = { ...ext };
  for (const name in promoted) delete rest[name];
  const bidder = { ...promoted, ...asObject(own) };
  return { ...imp, ext: { ...rest, prebid: { ...prebid, bidder } } };
}

const passedOver = (name: string, { at, isKnown }: { at: number; isKnown: boolean }): string =>
  isKnown
    ? droppedFor('it must be an object', { index: at, name })
    : `request.imp[${at}].ext contains unknown bidder: '${name.slice(0, 64)}', ignoring`;
