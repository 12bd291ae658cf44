import { asObject, isObject, type JsonObject } from '../json-object.ts';

/** Prebid.js writes them so, Prebid Server in lower case, and both are read in any case there. */
const NAMES = new Map(
  ['floorRule', 'floorRuleValue', 'floorValue', 'floorMin', 'floorMinCur'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);
const nameOf = (name: string): string => NAMES.get(name.toLowerCase()) ?? name;

/** The imp with the members of `ext.prebid.floors` under the names that the vocabulary knows. */
export function withFloorNames(imp: JsonObject): JsonObject {
  const ext = asObject(imp['ext']);
  const prebid = asObject(ext['prebid']);
  const { floors } = prebid;
  if (!isObject(floors) || Object.keys(floors).every((name) => nameOf(name) === name)) return imp;
  const named = Object.fromEntries(Object.entries(floors).map(([name, value]) => [nameOf(name), value]));
  return { ...imp, ext: { ...ext, prebid: { ...prebid, floors: named } } };
}
