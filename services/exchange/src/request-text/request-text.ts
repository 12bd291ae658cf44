import { type BidRequest, downTo25, type EidPermission, type SupplyChain } from '@jianchat/openrtb';
import { type ImpPart, impTexts } from './imp-texts.ts';
import { personTexts } from './person-texts.ts';

/**
 * The JSON text of a bid request, cut where recipients differ: serialised once per field mask and protocol version, spliced per
 * recipient. Recipients differ in their imps, their own parameters (`imp.ext.bidder`) and formats, their own buyer id, their supply
 * chain, what of `ext.prebid` is theirs, and what `tmax` leaves.
 */
export interface RequestText {
  /** Whether all of so many imps came through with their ids. */
  complete(imps: number): boolean;
  /** Which ids of the person a bidder's text holds: they are cut to what is its own. */
  ids(seat: string): { readonly buyerId: boolean; readonly partnerIds: boolean };
  for(recipient: Recipient): string;
}

export interface Recipient {
  readonly seat: string;
  readonly tmax: number;
  readonly imps: readonly ImpPart[];
  /** Stands in place of the request's own chain. */
  readonly chain: SupplyChain | undefined;
  /** `ext.prebid` as this recipient gets it. */
  readonly prebid: object | undefined;
}

export interface TextRules {
  /** Which bidders may receive which source's ids (`ext.prebid.data.eidpermissions`). */
  readonly eidPermissions: readonly EidPermission[] | undefined;
  readonly version: '2.5' | '2.6';
}

/** @param projected the fresh projection under the mask; it is taken apart here */
export function requestText(projected: BidRequest, { eidPermissions, version }: TextRules): RequestText {
  const older = version === '2.5';
  const { imp, user, source, tmax: _tmax, ext, ...rest } = older ? downTo25(projected) : projected;
  // Prebid's controls are ours alone, whatever a mask says.
  const { prebid: _prebid, ...ownExt } = ext ?? {};
  const head = JSON.stringify(rest);
  const extText = JSON.stringify(ownExt);
  const sourceText = source === undefined ? '' : JSON.stringify(source);
  const imps = impTexts(imp);
  const person = personTexts(user, eidPermissions);
  const named = imp.every(({ id }) => id !== undefined);
  const chained = (chain: SupplyChain): string =>
    JSON.stringify(
      older ? { ...source, ext: { ...source?.ext, schain: chain } } : { ...source, schain: chain },
    );
  return {
    complete: (count) => named && imp.length === count,
    ids: person.ids,
    for({ seat, tmax, imps: own, chain, prebid }) {
      const start = head === '{}' ? '{' : `${head.slice(0, -1)},`;
      const parts = [
        member('source', chain === undefined ? sourceText : chained(chain)),
        member('ext', withPrebid(extText, prebid)),
        member('user', person.text(seat)),
      ];
      return `${start}"tmax":${tmax}${parts.join('')},"imp":[${imps.list(own)}]}`;
    },
  };
}

const member = (name: string, text: string): string =>
  text === '' || text === '{}' ? '' : `,"${name}":${text}`;

function withPrebid(ext: string, prebid: object | undefined): string {
  if (prebid === undefined) return ext;
  const own = `"prebid":${JSON.stringify(prebid)}`;
  return ext === '{}' ? `{${own}}` : `${ext.slice(0, -1)},${own}}`;
}
