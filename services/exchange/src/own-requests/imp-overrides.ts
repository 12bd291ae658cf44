import { mergePatch } from '@jianchat/openrtb';
import { asObject, at, isObject, type JsonObject } from '../json-object.ts';

/** Whether any imp says something else to some bidder (`imp.ext.prebid.imp`). */
export function hasOverrides(imps: unknown): boolean {
  return Array.isArray(imps) && imps.some((imp) => isObject(overridesOf(imp)));
}

/** Whether some imp says something else to this bidder. */
export function isOverridden(imps: unknown, seat: string): boolean {
  return Array.isArray(imps) && imps.some((imp) => at(overridesOf(imp), seat) !== undefined);
}

/** The imps as one bidder gets them. Which imp it is and how bidders are addressed is not for it to change. */
export function withOverrides(imps: unknown, seat: string): unknown {
  if (!Array.isArray(imps)) return imps;
  return imps.map((imp: unknown) => {
    const own = at(overridesOf(imp), seat);
    if (!isObject(imp) || !isObject(own)) return imp;
    const { id: _id, ext, ...rest } = own;
    const { prebid: _prebid, ...ownExt } = asObject(ext);
    return mergePatch(imp, { ...rest, ...(isObject(ext) && { ext: ownExt }) });
  });
}

const overridesOf = (imp: unknown): JsonObject | undefined => {
  const overrides = at(at(at(imp, 'ext'), 'prebid'), 'imp');
  return isObject(overrides) ? overrides : undefined;
};
