import type { BidRequest, Eid, EidPermission, Imp, OpenObject, User } from '@jianchat/openrtb';

/**
 * The JSON text of a bid request, cut where recipients differ: serialised once per field mask, spliced per recipient.
 * Recipients differ in their imps, their own parameters (`imp.ext.bidder`), their own buyer id and what `tmax` leaves.
 */
export interface RequestText {
  /** Whether all of so many imps came through with their ids. */
  complete(imps: number): boolean;
  /** Which ids of the person a bidder's text holds: they are cut to what is its own. */
  ids(bidder: string): { readonly buyerId: boolean; readonly partnerIds: boolean };
  for(recipient: Recipient): string;
}

export interface Recipient {
  readonly bidder: string;
  readonly tmax: number;
  /** Undefined parameters are not sent: the contract does not allow them. */
  readonly imps: readonly { readonly index: number; readonly params: OpenObject | undefined }[];
}

/**
 * @param projected the fresh projection under the mask; it is taken apart here
 * @param eidPermissions which bidders may receive which source's ids (`ext.prebid.data.eidpermissions`)
 */
export function requestText(
  projected: BidRequest,
  eidPermissions: readonly EidPermission[] | undefined,
): RequestText {
  const { imp: imps, user, tmax: _tmax, ext, ...rest } = projected;
  // Prebid's controls are ours alone, whatever a mask says.
  const { prebid: _prebid, ...ownExt } = ext ?? {};
  const head = JSON.stringify(Object.keys(ownExt).length === 0 ? rest : { ...rest, ext: ownExt });
  const impTexts = imps.map(impText);
  const person = personTexts(user, eidPermissions);
  const named = imps.every((imp) => imp.id !== undefined);
  return {
    complete: (count) => named && imps.length === count,
    ids: person.ids,
    for({ bidder, tmax, imps: own }) {
      let list = '';
      for (const { index, params } of own) {
        const text = impTexts[index];
        if (text === undefined) continue;
        list += (list === '' ? '' : ',') + withParams(text, params);
      }
      const who = person.text(bidder);
      const start = head === '{}' ? '{' : `${head.slice(0, -1)},`;
      return `${start}"tmax":${tmax}${who === '' ? '' : `,"user":${who}`},"imp":[${list}]}`;
    },
  };
}

interface ImpText {
  readonly imp: string;
  /** `{…}` of `imp.ext` without what is ours. */
  readonly ext: string;
}

function impText(imp: Imp): ImpText {
  const { ext, ...rest } = imp;
  const { prebid: _prebid, bidder: _bidder, ...open } = ext ?? {};
  return { imp: JSON.stringify(rest), ext: JSON.stringify(open) };
}

function withParams({ imp, ext }: ImpText, params: OpenObject | undefined): string {
  if (params === undefined) return ext === '{}' ? imp : `${imp.slice(0, -1)},"ext":${ext}}`;
  const bidder = `"bidder":${JSON.stringify(params)}`;
  const spliced = ext === '{}' ? `{${bidder}}` : `${ext.slice(0, -1)},${bidder}}`;
  return `${imp.slice(0, -1)},"ext":${spliced}}`;
}

interface PersonTexts {
  readonly ids: RequestText['ids'];
  /** `user` as JSON, '' where nothing of it goes out. */
  text(bidder: string): string;
}

/** A bidder sees its own buyer id and the ids it is permitted, never the lists. */
function personTexts(user: User | undefined, permissions: readonly EidPermission[] | undefined): PersonTexts {
  const { ext, ...rest } = user ?? {};
  const { prebid, ...openExt } = ext ?? {};
  const base: User = Object.keys(openExt).length === 0 ? rest : { ...rest, ext: openExt };
  const buyerIds = prebid?.buyeruids;
  const restricted = permissions !== undefined && permissions.length > 0 && hasEids(base);
  const own = (bidder: string): User => {
    if (buyerIds === undefined && !restricted) return base;
    const some = restricted ? permitted(base, { bidder, permissions }) : { ...base };
    const buyerId = buyerIds !== undefined && Object.hasOwn(buyerIds, bidder) ? buyerIds[bidder] : undefined;
    if (typeof buyerId === 'string' && buyerId !== '') some.buyeruid ??= buyerId;
    return some;
  };
  let shared: string | undefined;
  return {
    ids(bidder) {
      const { buyeruid, eids, ext: more } = own(bidder);
      return {
        buyerId: buyeruid !== undefined,
        partnerIds: (eids?.length ?? 0) + (more?.eids?.length ?? 0) > 0,
      };
    },
    text(bidder) {
      const some = own(bidder);
      if (some === base) shared ??= JSON.stringify(base);
      const text = some === base && shared !== undefined ? shared : JSON.stringify(some);
      return text === '{}' ? '' : text;
    },
  };
}

const hasEids = (user: User): boolean => user.eids !== undefined || user.ext?.eids !== undefined;

function permitted(
  user: User,
  { bidder, permissions }: { bidder: string; permissions: readonly EidPermission[] },
): User {
  const allowed = (eid: Eid): boolean =>
    permissions.every(
      ({ source, bidders = [] }) =>
        source !== eid.source || bidders.includes('*') || bidders.includes(bidder),
    );
  const own: User = { ...user };
  if (user.eids) own.eids = user.eids.filter(allowed);
  if (user.ext?.eids) own.ext = { ...user.ext, eids: user.ext.eids.filter(allowed) };
  return own;
}
