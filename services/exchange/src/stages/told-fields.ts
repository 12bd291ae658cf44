import { addField, type CompiledPolicy, type FieldMask, hasField } from '@jianchat/policy';

/** What one recipient is told beyond or short of the text it shares with others of its mask. */
export interface OwnPart {
  /** Parameters addressed to it go along. */
  readonly parameters: boolean;
  /** A buyer's id is among what it gets: its own, or one the client addressed to all. */
  readonly buyerId: boolean;
  /** Some partner's ids are left after the client's permissions. */
  readonly partnerIds: boolean;
}

/** Fields whose values differ from recipient to recipient, by id; -1 where the policy has no such field. */
interface OwnFields {
  readonly parameters: number;
  readonly buyerId: number;
  readonly partnerIds: number;
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
  { parameters, buyerId, partnerIds }: OwnPart,
): FieldMask {
  const own = ownFields(policy);
  const told = copied.slice();
  if (parameters && own.parameters >= 0) addField(told, own.parameters);
  if (own.terms >= 0) addField(told, own.terms);
  if (!buyerId) removeField(told, own.buyerId);
  if (!partnerIds) removeField(told, own.partnerIds);
  return told;
}

/** Parameters that a publisher addresses to a bidder go out only where the contract names that field. */
export function mayTellParameters(policy: CompiledPolicy, mask: FieldMask): boolean {
  const { parameters } = ownFields(policy);
  return parameters >= 0 && hasField(mask, parameters);
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
  const own: OwnFields = {
    parameters: policy.fields.find(({ name }) => name === 'bidderParameters')?.id ?? -1,
    buyerId: owner('user.buyeruid'),
    partnerIds: owner('user.eids.source'),
    terms: owner('tmax'),
  };
  OWN_FIELDS.set(policy, own);
  return own;
}
