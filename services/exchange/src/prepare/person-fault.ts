import { asObject, isObject, type JsonObject } from '../json-object.ts';

/**
 * What is wrong with the parts about a person, in Prebid Server's words; undefined for nothing. They are looked at before the gate
 * because what they hold may not be read for ad delivery behind it; no value of theirs is in a sentence.
 */
export function personFault(raw: JsonObject): string | undefined {
  return userFault(asObject(raw['user'])) ?? deviceFault(asObject(raw['device']));
}

function userFault(user: JsonObject): string | undefined {
  if (isNegative(asObject(user['geo'])['accuracy']))
    return 'request.user.geo.accuracy must be a positive number';
  const prebid = asObject(user['ext'])['prebid'];
  // What is of a wrong type is left to the collect gate.
  if (!isObject(prebid)) return undefined;
  const ids = prebid['buyeruids'] ?? {};
  return !isObject(ids) || Object.keys(ids).length > 0
    ? undefined
    : 'request.user.ext.prebid requires a "buyeruids" property with at least one ID defined. If none exist, then request.user.ext.prebid should not be defined.';
}

function deviceFault(device: JsonObject): string | undefined {
  if (isNegative(device['w'])) return 'request.device.w must be a positive number';
  if (isNegative(device['h'])) return 'request.device.h must be a positive number';
  if (isNegative(device['ppi'])) return 'request.device.ppi must be a positive number';
  return isNegative(asObject(device['geo'])['accuracy'])
    ? 'request.device.geo.accuracy must be a positive number'
    : undefined;
}

const isNegative = (value: unknown): boolean => typeof value === 'number' && value < 0;
