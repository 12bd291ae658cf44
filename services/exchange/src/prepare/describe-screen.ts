import { type MediaInput, VENUE_TAXONOMY } from '@jianchat/snapshot';
import { isObject, type JsonObject } from '../json-object.ts';

/** AdCOM list "DOOH Multiplier Measurement Source Types": said by the publisher. */
const BY_PUBLISHER = 2;

/** Lays what is known of a public screen under a request of it: where it stands, and how many impressions a display stands for. */
export function describeScreen(raw: JsonObject, screen: NonNullable<MediaInput['screen']>): JsonObject {
  const { dooh, imp: imps } = raw;
  if (!isObject(dooh)) return raw;
  const { venueTypes, multiplier } = screen;
  const venue = { venuetype: venueTypes, venuetypetax: VENUE_TAXONOMY };
  const said = Array.isArray(dooh['venuetype']) && dooh['venuetype'].length > 0;
  return {
    ...raw,
    ...(!said && { dooh: { ...dooh, ...venue } }),
    ...(multiplier !== undefined &&
      Array.isArray(imps) && { imp: imps.map((imp: unknown) => withMultiplier(imp, multiplier)) }),
  };
}

const withMultiplier = (imp: unknown, multiplier: number): unknown =>
  isObject(imp) && imp['qty'] === undefined ? { ...imp, qty: { multiplier, sourcetype: BY_PUBLISHER } } : imp;
