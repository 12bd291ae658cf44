import { PurposeRestriction } from '@iabtechlabtcf/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSignals } from '../read-signals.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { decodeReference, referenceTcString } from '../testing/reference-tcf.ts';
import { READ_MS } from '../testing/tc-encoder.ts';
import { readTcString } from './tc-string.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const vendorIds = upTo(720);
const purposeIds = upTo(24);

describe('TC strings of the reference library', () => {
  it('read the same here and there', () => {
    fc.assert(
      fc.property(referenceTcString, (text) => {
        const theirs = decodeReference(text);
        const ours = readTcString(text);
        if (ours === undefined) throw new Error('refused a string of the reference library');
        const vendorsUnder = (purpose: number, type: number): number[] =>
          theirs.publisherRestrictions.getVendors(new PurposeRestriction(purpose, type));
        expect(ours.policyVersion).toBe(theirs.policyVersion);
        expect(ours.isServiceSpecific).toBe(theirs.isServiceSpecific);
        for (const id of purposeIds) {
          expect(ours.hasPurposeConsent(id)).toBe(theirs.purposeConsents.has(id));
          expect(ours.hasPurposeInterest(id)).toBe(theirs.purposeLegitimateInterests.has(id));
        }
        for (const id of upTo(12)) expect(ours.hasFeature(id)).toBe(theirs.specialFeatureOptins.has(id));
        expect(vendorIds.filter(ours.hasVendorConsent)).toEqual(
          vendorIds.filter((id) => theirs.vendorConsents.has(id)),
        );
        expect(vendorIds.filter(ours.hasVendorInterest)).toEqual(
          vendorIds.filter((id) => theirs.vendorLegitimateInterests.has(id)),
        );
        expect(vendorIds.filter(ours.isDisclosed)).toEqual(
          vendorIds.filter((id) => theirs.vendorsDisclosed.has(id)),
        );
        for (const purpose of upTo(11)) {
          const rulings = [0, 1, 2].filter((type) => vendorsUnder(purpose, type).length > 0);
          for (const type of rulings) {
            for (const id of vendorsUnder(purpose, type)) {
              const others = rulings.filter(
                (other) => other !== type && vendorsUnder(purpose, other).includes(id),
              );
              expect(ours.restriction(purpose, id)).toBe(others.length === 0 ? type : 0);
            }
          }
          if (rulings.length === 0)
            expect(vendorIds.some((id) => ours.restriction(purpose, id) !== undefined)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a TC string damaged on its way', () => {
  const policy = readPolicy();
  const grants = (consent: string) => {
    const raw = { regs: { gdpr: 1 }, user: { consent } };
    const state = readSignals(policy, raw, {
      secGpc: false,
      dnt: false,
      ipCountry: undefined,
      nowMs: READ_MS,
    });
    return [state.grants, ...upTo(720).map((id) => state.vendorGrants(id))];
  };
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({
      kind: fc.constant('foreign' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      text: fc.constantFrom('=', '+', '/', ' ', 'é', '\n', '%'),
    }),
    fc.record({ kind: fc.constant('append' as const), text: fc.constantFrom('=', '.=', '.é', '~', '.I') }),
    fc.record({ kind: fc.constant('version' as const), text: fc.constantFrom('A', 'B', 'D', '_') }),
  );

  it('grants nobody more than it did before', () => {
    fc.assert(
      fc.property(referenceTcString, damage, (text, how) => {
        const at = 'at' in how ? Math.floor(how.at * text.length) : 0;
        const damaged = {
          cut: () => text.slice(0, at),
          foreign: () => text.slice(0, at) + ('text' in how ? how.text : '') + text.slice(at + 1),
          append: () => text + ('text' in how ? how.text : ''),
          version: () => ('text' in how ? how.text : '') + text.slice(1),
        }[how.kind]();
        const before = grants(text);
        expect(grants(damaged).every((bits, index) => (bits & ~(before[index] ?? 0)) === 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
