import { asObject, isObject, type JsonObject } from '../json-object.ts';

const UUID_BYTES = 16;
/** What a stored request writes where a fresh id belongs. */
const TEMPLATE = '{{UUID}}';

/**
 * With `ext.prebid.createtids`, the request and its imps that have no transaction id get one; where the request says nothing of it and the
 * host wants them, the request alone. Else none is made up, and one that the client sent goes out as its contract says.
 */
export function giveTransactionIds(
  raw: JsonObject,
  { byDefault, randomBytes }: { byDefault: boolean; randomBytes: (n: number) => Buffer },
): JsonObject {
  const wanted = asObject(asObject(raw['ext'])['prebid'])['createtids'];
  const isAsked = wanted === true || wanted === 'true' || wanted === 1;
  if (!isAsked && !(byDefault && wanted === undefined)) return raw;
  const source = asObject(raw['source']);
  const withTids = lacks(source['tid']) ? { ...raw, source: { ...source, tid: uuid(randomBytes) } } : raw;
  if (!isAsked) return withTids;
  const imps = raw['imp'];
  return {
    ...withTids,
    ...(Array.isArray(imps) && { imp: imps.map((imp: unknown) => withTid(imp, randomBytes)) }),
  };
}

function withTid(imp: unknown, randomBytes: (n: number) => Buffer): unknown {
  if (!isObject(imp)) return imp;
  const ext = asObject(imp['ext']);
  return lacks(ext['tid']) ? { ...imp, ext: { ...ext, tid: uuid(randomBytes) } } : imp;
}

const lacks = (tid: unknown): boolean => tid === undefined || tid === null || tid === '' || tid === TEMPLATE;

/** RFC 9562, version 4. */
function uuid(randomBytes: (n: number) => Buffer): string {
  const bytes = Buffer.from(randomBytes(UUID_BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
