import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTc } from '../testing/tc-encoder.ts';
import { readTcString } from './tc-string.ts';

/** Strings published in go-gdpr's tests (`vendorconsent/tcf2`), with what that decoder reads from them. */
const RANGE = 'COyiILmOyiILmADACHENAPCAAAAAAAAAAAAAE5QBgALgAqgD8AQACSwEygJyAAAAAA';
const RESTRICTED =
  'COxPe2TOxPe2TALABAENAPCgAAAAAAAAAAAAAFAAAAoAAA4IACACAIABgACAFA4ADACAAIygAGADwAQBIAIAIB0AEAEBSACACAA';
const BITFIELD = 'COwGVJOOwGVJOADACHENAOCAAO6as_-AAAhoAFNLAAoAAAA';
const FEATURES = 'COx3XOeOx3XOeLkAAAENAfCIAAAAAHgAAIAAAAAAAAAA';
const DISCLOSED = Buffer.from([0x20, 0x03, 0x4a, 0x80, 0x20, 0x80, 0x50, 0x9f]).toString('base64url');
const PUBLISHER = Buffer.from([0x60, 0x00, 0x00]).toString('base64url');

const vendorsOf = (has: (id: number) => boolean, max: number): number[] =>
  Array.from({ length: max }, (_, index) => index + 1).filter(has);

describe('TC strings published by others', () => {
  it('ranges of vendors', () => {
    const tc = readTcString(RANGE);
    expect(tc && vendorsOf(tc.hasVendorConsent, 700)).toEqual([23, 42, 126, 127, 128, 587, 613, 626]);
    expect(tc?.isDisclosed(23)).toBeUndefined();
  });

  it('special features and purposes on legitimate interest', () => {
    const tc = readTcString(FEATURES);
    expect(tc && vendorsOf(tc.hasPurposeInterest, 24)).toEqual([2, 3, 4, 5]);
    expect([tc?.hasFeature(1), tc?.hasFeature(2)]).toEqual([true, false]);
  });

  it("publishers' restrictions", () => {
    const tc = readTcString(RESTRICTED);
    expect(tc?.restriction(1, 32)).toBe(0);
    expect(tc?.restriction(2, 5)).toBe(0);
    expect(tc?.restriction(2, 11)).toBe(0);
    expect(tc?.restriction(2, 500)).not.toBe(0);
    expect(tc?.restriction(5, 32)).toBeUndefined();
  });

  it.each([`${BITFIELD}.${DISCLOSED}.${PUBLISHER}`, `${BITFIELD}.${PUBLISHER}.${DISCLOSED}`])(
    'disclosed vendors, segments in any order: %s',
    (text) => {
      const tc = readTcString(text);
      expect([1, 3, 21, 2, 27].map((id) => tc?.isDisclosed(id))).toEqual([true, true, true, false, false]);
    },
  );

  it('an empty further segment discloses nothing', () => {
    expect(readTcString(`${RANGE}.`)?.isDisclosed(1)).toBeUndefined();
  });
});

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { maxLength: 40 });
const purposes = fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 11 });

describe('reading what an independent encoder wrote', () => {
  it('gives the same sets in both encodings', () => {
    const content = fc.record({
      policyVersion: fc.integer({ min: 2, max: 6 }),
      purposeConsents: purposes,
      purposeInterests: purposes,
      features: fc.uniqueArray(fc.integer({ min: 1, max: 2 })),
      vendorConsents: ids,
      vendorInterests: ids,
      restrictions: fc.array(
        fc.record({
          purpose: fc.integer({ min: 1, max: 11 }),
          type: fc.integer({ min: 0, max: 2 }),
          vendors: ids,
        }),
        { maxLength: 1 },
      ),
      disclosed: ids,
      encoding: fc.constantFrom('bitfield' as const, 'range' as const),
    });
    const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
    fc.assert(
      fc.property(content, (written) => {
        const tc = readTcString(encodeTc(written));
        expect(tc?.policyVersion).toBe(written.policyVersion);
        if (!tc) return;
        expect(vendorsOf(tc.hasPurposeConsent, 24)).toEqual(sorted(written.purposeConsents));
        expect(vendorsOf(tc.hasPurposeInterest, 24)).toEqual(sorted(written.purposeInterests));
        expect(vendorsOf(tc.hasFeature, 12)).toEqual(sorted(written.features));
        expect(vendorsOf(tc.hasVendorConsent, 1_000)).toEqual(sorted(written.vendorConsents));
        expect(vendorsOf(tc.hasVendorInterest, 1_000)).toEqual(sorted(written.vendorInterests));
        expect(vendorsOf((id) => tc.isDisclosed(id) === true, 1_000)).toEqual(sorted(written.disclosed));
        const [rule] = written.restrictions;
        if (rule)
          expect(vendorsOf((id) => tc.restriction(rule.purpose, id) === rule.type, 1_000)).toEqual(
            sorted(rule.vendors),
          );
      }),
      { numRuns: 150 },
    );
  });

  it('refuses what is cut short, of another version, or not base64url', () => {
    const whole = encodeTc({ purposeConsents: [1, 2], vendorConsents: [1, 500], encoding: 'range' });
    for (let length = 0; length < 44; length++) expect(readTcString(whole.slice(0, length))).toBeUndefined();
    expect(readTcString(`D${whole.slice(1)}`)).toBeUndefined();
    expect(readTcString(whole.replace('A', '='))).toBeUndefined();
    expect(readTcString('A'.repeat(20_000))).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String({ maxLength: 400 }),
          fc.stringMatching(/^C[A-Za-z0-9_-]{0,300}$/),
        ),
        (text) => {
          const tc = readTcString(text);
          tc?.hasVendorConsent(1001);
          tc?.restriction(1, 1001);
          expect(tc === undefined || tc.policyVersion >= 0).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
