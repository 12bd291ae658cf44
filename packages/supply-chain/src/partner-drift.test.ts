import { describe, expect, it } from 'vitest';
import { type ContractedUses, driftOf, nextState, type PartnerFacts } from './partner-drift.ts';

const contract: ContractedUses = {
  vendor: 7,
  purposes: [2, 4],
  legitimateInterests: [2],
  specialFeatures: [1],
};
const vendor = {
  purposes: new Set([2, 4, 7]),
  legitimateInterests: new Set([2]),
  specialFeatures: new Set([1]),
  deleted: false,
};
const facts: PartnerFacts = { contract, ownVendor: 7, vendors: new Map([[7, vendor]]), isListed: true };
const drift = (change: Partial<PartnerFacts>) => driftOf({ ...facts, ...change });
const ofVendor = (change: Partial<typeof vendor>) =>
  drift({ vendors: new Map([[7, { ...vendor, ...change }]]) });

describe('S2 S8: a partner that is no longer what its contract was made on', () => {
  it('is told by each difference', () => {
    expect(drift({})).toEqual([]);
    expect(drift({ contract: undefined })).toEqual(['contract.unknown']);
    expect(drift({ ownVendor: 8 })).toEqual(['contract.vendor']);
    expect(drift({ vendors: new Map() })).toEqual(['vendor.unlisted']);
    expect(ofVendor({ deleted: true })).toEqual(['vendor.deleted']);
    expect(ofVendor({ purposes: new Set([2]) })).toEqual(['vendor.purposes']);
    expect(ofVendor({ legitimateInterests: new Set() })).toEqual(['vendor.interest']);
    expect(ofVendor({ specialFeatures: new Set() })).toEqual(['vendor.features']);
    expect(drift({ isListed: false, ownVendor: 8 })).toEqual(['contract.vendor', 'seller.unlisted']);
  });

  it('is not accused by what nobody could read', () => {
    expect(drift({ vendors: undefined, isListed: undefined, ownVendor: undefined })).toEqual([]);
    expect(drift({ contract: { ...contract, vendor: 0 }, ownVendor: undefined, vendors: new Map() })).toEqual(
      [],
    );
  });

  it('is paused, asked again when it matches, or for what an operator allowed, and paused anew for more', () => {
    const paused = nextState(undefined, ['vendor.purposes']);
    expect(paused.state).toBe('paused');
    expect(nextState(paused, []).state).toBe('matches');
    const allowed = { ...paused, state: 'allowed' as const };
    expect(nextState(allowed, ['vendor.purposes']).state).toBe('allowed');
    expect(nextState(allowed, ['vendor.purposes', 'seller.unlisted']).state).toBe('paused');
    expect(nextState(nextState(allowed, []), ['vendor.purposes']).state).toBe('paused');
  });
});
