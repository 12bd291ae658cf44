import type { ResponseMessage } from '@jianchat/openrtb';
import { asObject, isObject, type JsonObject } from '../json-object.ts';
import { WARNING } from '../terms/message-codes.ts';

/**
 * Takes out of `user.eids` what no bidder could use: entries without source, ids that are empty. Each is told in Prebid Server's
 * sentences. What is of a wrong type is left to the collect gate.
 */
export function cleanUserIds(user: JsonObject, warnings: ResponseMessage[]): JsonObject {
  const eids = user['eids'];
  if (!Array.isArray(eids) || eids.every(isUsable)) return user;
  const usable = eids.flatMap((eid: unknown, at) => cleaned(eid, { at, warnings }));
  return { ...user, eids: usable };
}

const isUsable = (eid: unknown): boolean => {
  if (!isObject(eid)) return true;
  const uids = eid['uids'];
  return hasText(eid['source']) && Array.isArray(uids) && uids.length > 0 && uids.every(hasId);
};

const hasId = (uid: unknown): boolean => !isObject(uid) || hasText(uid['id']);
/** Anything but an absent or empty text: wrong types are for the gate to refuse. */
const hasText = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function cleaned(eid: unknown, { at, warnings }: { at: number; warnings: ResponseMessage[] }): unknown[] {
  if (isUsable(eid)) return [eid];
  const { source, uids, ...rest } = asObject(eid);
  if (!hasText(source)) {
    warnings.push({
      code: WARNING.userEids,
      message: `request.user.eids[${at}] removed due to missing source`,
    });
    return [];
  }
  if (uids !== undefined && uids !== null && !Array.isArray(uids)) return [eid];
  const kept = (Array.isArray(uids) ? uids : []).filter((uid: unknown, place: number) => {
    if (hasId(uid)) return true;
    warnings.push({
      code: WARNING.userUids,
      message: `request.user.eids[${at}].uids[${place}] removed due to empty ids`,
    });
    return false;
  });
  if (kept.length > 0) return [{ ...rest, source, uids: kept }];
  const named = typeof source === 'string' ? source : typeof source;
  warnings.push({
    code: WARNING.userEids,
    message: `request.user.eids[${at}] (source: ${named.slice(0, 64)}) removed due to empty uids`,
  });
  return [];
}
