import { asObject, type JsonObject } from '../json-object.ts';

/**
 * What is wrong with the parts about a person, in Prebid Server's words; undefined for nothing. They are looked at before the gate
 * because what they hold may not be read for ad delivery behind it; no value of theirs is in a sentence.
 */
export function personFault(raw: JsonObject): string | undefined {
  const user = asObject(raw['user']);
  const device = asObject(raw['device']);
  if (isNegative(asObject(user['geo'])['accuracy']))
    return 'request.user.geo.accuracy must be a positive number';
  const prebid = asObject(user['ext'])['prebid'];
  if (
    prebid !== undefined &&
    prebid !== null &&
    Object.keys(asObject(asObject(prebid)['buyeruids'])).length < 1
  )
    return 'request.user.ext.prebid requires a "buyeruids" property with at least one ID defined. If none exist, then request.user.ext.prebid should not be defined.';
  const wrong = (['w', 'h', 'ppi'] as const).find((name) => isNegative(device[name]));
  if (wrong !== undefined) return `request.device.${wrong} must be a positive number`;
  if (isNegative(asObject(device['geo'])['accuracy']))
    return 'request.device.geo.accuracy must be a positive number';
  return undefined;
}

const isNegative = (value: unknown): boolean => typeof value === 'number' && value < 0;
