import { addField, type CompiledPolicy, type FieldMask, hasField } from '@jianchat/policy';

/** What one recipient is told beyond or short of the text it shares with others of its mask. */
export interface OwnPart {
  /** Parameters addressed to it go along. */
  readonly parameters: boolean;
  /** A buyer's id is among what it gets: its own, or one the client addressed to all. */
  readonly buyerId: boolean;
  /** Some partner's ids are left after the client's permissions. */
  readonly partnerIds: boolean;
  /** Deals of its own are offered. */
  readonly deals: boolean;
  /** A supply chain of its own stands in place of the request's. */
  readonly chain: boolean;
  /** What the request says of the software that sent it goes along. */
  readonly software: boolean;
}

/** Fields whose values differ from recipient to recipient, by id; -1 where the policy has no such field. */
interface OwnFields {
  readonly parameters: number;
  readonly buyerId: number;
  readonly partnerIds: number;
  readonly deals: number;
  readonly chain: number;
  readonly software: number;
  /** `tmax`, which every request says. */
  readonly terms: number;
}

/**
 * The fields one recipient is told: those copied into its text, without what was cut from it for this recipient and
 * with what was added. The record of a disclosure names these, no field more and none less.
 */
export function toldFields(
  policy: CompiledPolicy,
  copied: FieldMask,
  { parameters, deals, buyerId, partnerIds, chain, software }: OwnPart,
): FieldMask {
  const own = ownFields(policy);
  const told = copied.slice();
  if (parameters && own.parameters >= 0) addField(told, own.parameters);
  if (deals && own.deals >= 0) addField(told, own.deals);
  if (chain && own.chain >= 0) addField(told, own.chain);
  if (software && own.software >= 0) addField(told, own.software);
  if (own.terms >= 0) addField(told, own.terms);
  if (!buyerId) removeField(told, own.buyerId);
  if (!partnerIds) removeField(told, own.partnerIds);
  return told;
}

/** What is added for one recipient goes out only where its contract names the field. */
export interface MayTell {
  /** Parameters that a publisher addresses to it. */
  readonly parameters: boolean;
  readonly deals: boolean;
  readonly chain: boolean;
  readonly software: boolean;
  /** Terms that are its own, such as how many bids it may make. */
  readonly terms: boolean;
}

export function mayTell(policy: CompiledPolicy, mask: FieldMask): MayTell {
  const own = ownFields(policy);
  const has = (field: number): boolean => field >= 0 && hasField(mask, field);
  return {
    parameters: has(own.parameters),
    deals: has(own.deals),
    chain: has(own.chain),
    software: has(own.software),
    terms: has(own.terms),
  };
}

function removeField(mask: FieldMask, id: number): void {
  if (id >= 0) mask[id >>> 5] = (mask[id >>> 5] ?? 0) & ~(1 << (id & 31));
}

const OWN_FIELDS = new WeakMap<CompiledPolicy, OwnFields>();

function ownFields(policy: CompiledPolicy): OwnFields {
  const known = OWN_FIELDS.get(policy);
  if (known !== undefined) return known;
  const owner = (path: string): number =>
    policy.fields.find((field) => field.paths.some((claim) => claim.path === path))?.id ?? -1;
  const named = (field: string): number => policy.fields.find(({ name }) => name === field)?.id ?? -1;
  const own: OwnFields = {
    parameters: named('bidderParameters'),
    deals: owner('imp.pmp.deals.id'),
    buyerId: owner('user.buyeruid'),
    partnerIds: owner('user.eids.source'),
    chain: owner('source.schain.nodes.asi'),
    software: named('callingSoftware'),
    terms: owner('tmax'),
  };
  OWN_FIELDS.set(policy, own);
  return own;
}
