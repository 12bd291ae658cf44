import type { Vendor } from './vendor-list.ts';

/** Why a bidder is not what it was when it was taken on. Codes are never used again for something else. */
export const DRIFT_REASONS = {
  'contract.unknown': 'the policy in force has no contract of this name',
  'contract.vendor': 'it says another id on the vendor list than its contract',
  'vendor.unlisted': 'its contract names a vendor that is not on the list',
  'vendor.deleted': 'its vendor has left the list',
  'vendor.purposes': 'its contract serves purposes that its vendor does not declare',
  'vendor.interest': 'its contract claims legitimate interest that its vendor does not declare',
  'vendor.features': 'its contract serves special features that its vendor does not declare',
  'seller.unlisted': 'its sellers.json does not list us under the id we sell by',
} as const;
export type DriftReason = keyof typeof DRIFT_REASONS;

/** A bidder's contract under the policy in force, in terms of the TCF. */
export interface ContractedUses {
  /** Id on the vendor list; 0 for none. */
  readonly vendor: number;
  readonly purposes: readonly number[];
  readonly legitimateInterests: readonly number[];
  readonly specialFeatures: readonly number[];
}

/** What is known of a partner. Whatever could not be fetched is left out, and accuses nobody. */
export interface PartnerFacts {
  /** Undefined where the policy has no such contract. */
  readonly contract: ContractedUses | undefined;
  /** The vendor id it gives itself. */
  readonly ownVendor: number | undefined;
  /** The vendor list's entries; undefined where no list is known. */
  readonly vendors: ReadonlyMap<number, Vendor> | undefined;
  /** Whether its sellers.json lists us under the id we sell by; undefined where we sell by none, or nobody knows. */
  readonly isListed: boolean | undefined;
}

/** How a partner differs from what its contract was made on; empty where it matches. In the order of `DRIFT_REASONS`. */
export function driftOf({ contract, ownVendor, vendors, isListed }: PartnerFacts): readonly DriftReason[] {
  const found: DriftReason[] = [];
  if (contract === undefined) found.push('contract.unknown');
  else {
    if (ownVendor !== undefined && ownVendor !== contract.vendor) found.push('contract.vendor');
    if (vendors !== undefined && contract.vendor > 0)
      found.push(...vendorDrift(contract, vendors.get(contract.vendor)));
  }
  if (isListed === false) found.push('seller.unlisted');
  return found;
}

function vendorDrift(contract: ContractedUses, vendor: Vendor | undefined): readonly DriftReason[] {
  if (vendor === undefined) return ['vendor.unlisted'];
  if (vendor.deleted) return ['vendor.deleted'];
  const reasons: DriftReason[] = [];
  if (lacks(vendor.purposes, contract.purposes)) reasons.push('vendor.purposes');
  if (lacks(vendor.legitimateInterests, contract.legitimateInterests)) reasons.push('vendor.interest');
  if (lacks(vendor.specialFeatures, contract.specialFeatures)) reasons.push('vendor.features');
  return reasons;
}

const lacks = (has: ReadonlySet<number>, wanted: readonly number[]): boolean =>
  wanted.some((id) => !has.has(id));

/** What stands about a partner, and what becomes of it. */
export interface PartnerState {
  /** `allowed`: it differs, and an operator has said that it may be asked all the same. */
  readonly state: 'matches' | 'paused' | 'allowed';
  readonly reasons: readonly DriftReason[];
}

/** A decision of an operator holds for what it was made about: another difference pauses anew, and so does one that comes back. */
export function nextState(before: PartnerState | undefined, reasons: readonly DriftReason[]): PartnerState {
  if (reasons.length === 0) return { state: 'matches', reasons };
  const covered = before?.state === 'allowed' && reasons.every((reason) => before.reasons.includes(reason));
  return { state: covered ? 'allowed' : 'paused', reasons };
}
