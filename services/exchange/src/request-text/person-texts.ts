import type { EidPermission, User } from '@jianchat/openrtb';
import { eidFilter } from './eid-filter.ts';

export interface PersonTexts {
  ids(seat: string): { readonly buyerId: boolean; readonly partnerIds: boolean };
  /** `user` as JSON, '' where nothing of it goes out. */
  text(seat: string): string;
}

/** A bidder sees its own buyer id and the ids it is permitted, never the lists. */
export function personTexts(
  user: User | undefined,
  eidPermissions: readonly EidPermission[] | undefined,
): PersonTexts {
  const { ext, ...rest } = user ?? {};
  const { prebid, ...openExt } = ext ?? {};
  const base: User = Object.keys(openExt).length === 0 ? rest : { ...rest, ext: openExt };
  const buyerIds = prebid?.buyeruids;
  const restricted = eidPermissions !== undefined && eidPermissions.length > 0 && hasEids(base);
  const own = (seat: string): User => {
    if (buyerIds === undefined && !restricted) return base;
    const some = restricted ? permitted(base, { seat, eidPermissions }) : { ...base };
    const buyerId = buyerIds === undefined ? undefined : memberOf(buyerIds, seat);
    if (typeof buyerId === 'string' && buyerId !== '') some.buyeruid ??= buyerId;
    return some;
  };
  let shared: string | undefined;
  return {
    ids(seat) {
      const { buyeruid, eids, ext: more } = own(seat);
      return {
        buyerId: buyeruid !== undefined,
        partnerIds: (eids?.length ?? 0) + (more?.eids?.length ?? 0) > 0,
      };
    },
    text(seat) {
      const some = own(seat);
      if (some === base) shared ??= JSON.stringify(base);
      return some === base && shared !== undefined ? shared : JSON.stringify(some);
    },
  };
}

const hasEids = (user: User): boolean => user.eids !== undefined || user.ext?.eids !== undefined;

/** Prebid Server finds a buyer's id whatever the case of its name. */
function memberOf(ids: Readonly<Record<string, unknown>>, seat: string): unknown {
  if (Object.hasOwn(ids, seat)) return ids[seat];
  const lower = seat.toLowerCase();
  const name = Object.keys(ids).find((key) => key.toLowerCase() === lower);
  return name === undefined ? undefined : ids[name];
}

function permitted(
  user: User,
  { seat, eidPermissions }: { seat: string; eidPermissions: readonly EidPermission[] },
): User {
  const allowed = eidFilter(eidPermissions, seat);
  const own: User = { ...user };
  if (user.eids) own.eids = user.eids.filter(allowed);
  if (user.ext?.eids) own.ext = { ...user.ext, eids: user.ext.eids.filter(allowed) };
  return own;
}
