import { asObject, isObject, isSilent, type JsonObject } from '../json-object.ts';
import { FRESH_ID, newUuid } from '../uuid.ts';

/**
 * With `ext.prebid.createtids`, or where the request says nothing of it and the host wants them, the request and its imps that have no
 * transaction id get one. Else none is made up, and one that the client sent goes out as its contract says.
 */
export function giveTransactionIds(
  raw: JsonObject,
  { byDefault, randomBytes }: { byDefault: boolean; randomBytes: (n: number) => Buffer },
): JsonObject {
  const wanted = asObject(asObject(raw['ext'])['prebid'])['createtids'];
  const isAsked = wanted === true || wanted === 'true' || wanted === 1;
  if (!isAsked && !(byDefault && wanted === undefined)) return raw;
  const source = asObject(raw['source']);
  const withTids = lacks(source['tid']) ? { ...raw, source: { ...source, tid: newUuid(randomBytes) } } : raw;
  const imps = raw['imp'];
  return {
    ...withTids,
    ...(Array.isArray(imps) && { imp: imps.map((imp: unknown) => withTid(imp, randomBytes)) }),
  };
}

function withTid(imp: unknown, randomBytes: (n: number) => Buffer): unknown {
  if (!isObject(imp)) return imp;
  const ext = asObject(imp['ext']);
  return lacks(ext['tid']) ? { ...imp, ext: { ...ext, tid: newUuid(randomBytes) } } : imp;
}

const lacks = (tid: unknown): boolean => isSilent(tid) || tid === FRESH_ID;
