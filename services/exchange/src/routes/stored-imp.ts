import { mergePatch } from '@jianchat/openrtb';
import type { Catalogue } from '../catalogue.ts';
import { asObject, type JsonObject } from '../json-object.ts';
import { storedId } from '../stages/parse.ts';

/** The imp as the auction will have it: it may leave its media to a placement or a stored imp that it names. */
export function withStoredImp(imp: JsonObject, { placements, storedImps }: Catalogue): JsonObject {
  const id = storedId(imp['ext']);
  const base = typeof id === 'string' ? (placements.get(id)?.placement.imp ?? storedImps.get(id)) : undefined;
  return base === undefined ? imp : asObject(mergePatch(base, imp));
}
