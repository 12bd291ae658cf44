/** The identifiers of a request, each as the platform's own choices are kept under it. */
import type { CompiledPolicy, FieldRow } from '@jianchat/policy';
import { isJsonObject, listOf, objectOf } from './raw-request.ts';

/** Something that tells one person or device from others; `field` is that of its kind. */
export interface OwnIdentifier {
  readonly field: number;
  readonly value: string;
}

export interface OwnIdentifiers {
  /** Every identifier at every place where one may stand; `tooMany` where nobody would send so many. Never throws on any JSON. */
  find(raw: unknown): readonly OwnIdentifier[] | 'tooMany';
  /**
   * An identifier by the name of its field, as an operator gives it: `androidAdvertisingId`, `partnerIds` (source, line feed, id).
   * Undefined where the policy lets no such identifier in.
   */
  named(field: string, value: string): OwnIdentifier | undefined;
}

/** Identifiers in one request, at most: pages of many id modules send some thirty. */
export const IDENTIFIERS_MAX = 256;
/** Fields that recognise somebody by what they hold; hardware's own are left to their own switch, which is off. */
const KINDS = ['resettable', 'partnerId', 'immutable'];
const NONE: readonly OwnIdentifier[] = [];

/** Finds identifiers under one policy: only those of fields that it lets in. */
export function createOwnIdentifiers(policy: CompiledPolicy): OwnIdentifiers {
  const rows = new Map(
    policy.fields
      .filter(({ collect, className }) => collect === 'on' && KINDS.includes(className))
      .map((row) => [row.name, kindOf(policy, row)] as const),
  );
  const idAt = (path: string): number =>
    rows.get(policy.fields.find(({ paths }) => paths.some((claim) => claim.path === path))?.name ?? '') ?? -1;
  const fields: Fields = {
    ifa: idAt('device.ifa'),
    oaid: idAt('device.ext.oaid'),
    platform: idAt('device.dpidsha1'),
    vendor: idAt('device.ext.ifv'),
    userId: idAt('user.id'),
    buyer: idAt('user.buyeruid'),
    partner: idAt('user.eids.uids.id'),
  };
  return {
    find: (raw) => findIdentifiers(raw, fields),
    named(name, value) {
      const field = rows.get(name);
      return field === undefined ? undefined : { field, value };
    },
  };
}

/** Ids of the fields by place; -1 for one that doesn't enter. */
interface Fields {
  readonly ifa: number;
  readonly oaid: number;
  /** The platform's id of a device, hashed by whoever sends it. */
  readonly platform: number;
  readonly vendor: number;
  readonly userId: number;
  readonly buyer: number;
  readonly partner: number;
}

/** A device's own ids are one kind: which of them a value is, a request may say otherwise than the last one did. */
function kindOf(policy: CompiledPolicy, row: FieldRow): number {
  if (row.className !== 'resettable') return row.id;
  return Math.min(...policy.fields.filter(({ classBit }) => classBit === row.classBit).map(({ id }) => id));
}

function findIdentifiers(raw: unknown, fields: Fields): readonly OwnIdentifier[] | 'tooMany' {
  const request = objectOf(raw);
  let found = findIn(request, fields, undefined);
  // What a page tells some bidders only is about the same person.
  for (const entry of listOf(objectOf(objectOf(request['ext'])['prebid'])['bidderconfig'])) {
    const config = objectOf(objectOf(entry)['config']);
    found = findIn(objectOf(config['ortb2']), fields, found);
    if (found !== undefined && found.length > IDENTIFIERS_MAX) break;
  }
  if (found === undefined) return NONE;
  return found.length > IDENTIFIERS_MAX ? 'tooMany' : found;
}

type Found = OwnIdentifier[] | undefined;

function findIn(part: Readonly<Record<string, unknown>>, fields: Fields, before: Found): Found {
  let found = before;
  const add = (field: number, value: unknown): void => {
    if (field < 0 || typeof value !== 'string' || value === '') return;
    found ??= [];
    if (found.length <= IDENTIFIERS_MAX) found.push({ field, value });
  };
  const device = part['device'];
  if (isJsonObject(device)) {
    add(fields.ifa, device['ifa']);
    add(fields.platform, device['dpidsha1']);
    add(fields.platform, device['dpidmd5']);
    const ext = objectOf(device['ext']);
    add(fields.oaid, ext['oaid']);
    add(fields.vendor, ext['ifv']);
  }
  const user = part['user'];
  if (!isJsonObject(user)) return found;
  const ext = objectOf(user['ext']);
  add(fields.userId, user['id']);
  add(fields.buyer, user['buyeruid']);
  const buyers = objectOf(objectOf(ext['prebid'])['buyeruids']);
  for (const bidder in buyers) add(fields.buyer, buyers[bidder]);
  for (const list of [user['eids'], ext['eids']])
    for (const eid of listOf(list)) {
      const { source, uids } = objectOf(eid);
      for (const uid of listOf(uids)) {
        const { id } = objectOf(uid);
        if (typeof source === 'string' && typeof id === 'string' && id !== '')
          add(fields.partner, `${source}\n${id}`);
      }
    }
  return found;
}
