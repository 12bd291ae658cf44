import { GppModel, RangeEntry } from '@iabgpp/cmpapi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCanadianString } from './canadian-string.ts';
import { readGppString } from './gpp-string.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const vendorIds = upTo(620);
const ids = (max: number, maxLength: number) => fc.uniqueArray(fc.integer({ min: 1, max }), { maxLength });
const flags = (count: number) => fc.array(fc.boolean(), { minLength: count, maxLength: count });
const vendors = fc.oneof(
  ids(600, 50),
  fc.integer({ min: 1, max: 600 }).map((count) => upTo(count)),
);

const content = fc.record({
  SpecialFeatureExpressConsent: flags(12),
  PurposesExpressConsent: flags(24),
  PurposesImpliedConsent: flags(24),
  VendorExpressConsent: vendors,
  VendorImpliedConsent: vendors,
  DisclosedVendors: vendors,
});
const restriction = fc.record({
  purpose: fc.integer({ min: 1, max: 11 }),
  type: fc.integer({ min: 0, max: 2 }),
  vendors: fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 20 }),
});

function encode(fields: Readonly<Record<string, unknown>>): string {
  const model = new GppModel();
  for (const [field, value] of Object.entries(fields)) model.setFieldValue('tcfcav1', field, value);
  const text = model.encode();
  const place = readGppString(text)?.find(({ id }) => id === 5)?.place;
  return place === undefined ? '' : text.slice(place.start, place.end);
}

describe("Canada's TC string", () => {
  it('reads as the reference library wrote it', () => {
    fc.assert(
      fc.property(content, (written) => {
        const tc = readCanadianString(encode(written));
        if (tc === undefined) throw new Error('refused a string of the reference library');
        const either = written.PurposesExpressConsent.map(
          (isGiven, index) => isGiven || written.PurposesImpliedConsent[index] === true,
        );
        expect(upTo(24).map(tc.hasPurposeConsent)).toEqual(either);
        expect(upTo(12).map(tc.hasFeature)).toEqual(written.SpecialFeatureExpressConsent);
        const consented = new Set([...written.VendorExpressConsent, ...written.VendorImpliedConsent]);
        expect(vendorIds.filter(tc.hasVendorConsent)).toEqual(vendorIds.filter((id) => consented.has(id)));
        const disclosed = new Set(written.DisclosedVendors);
        expect(vendorIds.filter((id) => tc.isDisclosed(id) === true)).toEqual(
          vendorIds.filter((id) => disclosed.has(id)),
        );
        expect(upTo(24).some(tc.hasPurposeInterest) || vendorIds.some(tc.hasVendorInterest)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps to what the publisher ruled out, or ruled to need express consent', () => {
    fc.assert(
      fc.property(content, restriction, (written, rule) => {
        const entry = new RangeEntry(rule.purpose, rule.type, rule.vendors);
        const tc = readCanadianString(encode({ ...written, PubRestrictions: [entry] }));
        if (tc === undefined) throw new Error('refused a string of the reference library');
        for (const id of rule.vendors) {
          const isExpress =
            written.PurposesExpressConsent[rule.purpose - 1] === true &&
            written.VendorExpressConsent.includes(id);
          const isLeft = rule.type === 2 || (rule.type === 1 && isExpress);
          expect(tc.restriction(rule.purpose, id)).toBe(isLeft ? undefined : 0);
        }
        const others = vendorIds.filter((id) => !rule.vendors.includes(id));
        expect(others.some((id) => tc.restriction(rule.purpose, id) !== undefined)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('reads the ranges of older encoders', () => {
    // Vendors 12 and 24 to 60 with express consent, 7 with implied, in ranges of ids of 16 bits.
    const number = (value: number, width: number): string => value.toString(2).padStart(width, '0');
    const bits = [
      number(1, 6),
      number(0, 145),
      '001100'.padEnd(24, '0'),
      '1'.padEnd(24, '0'),
      `${number(60, 16)}1${number(2, 12)}0${number(12, 16)}1${number(24, 16)}${number(60, 16)}`,
      `${number(7, 16)}1${number(1, 12)}0${number(7, 16)}`,
      `${number(1, 12)}${number(3, 6)}00${number(1, 12)}0${number(12, 16)}`,
    ].join('');
    const text = Buffer.from(
      (bits.padEnd(Math.ceil(bits.length / 24) * 24, '0').match(/.{8}/g) ?? []).map((byte) =>
        Number.parseInt(byte, 2),
      ),
    ).toString('base64url');
    const tc = readCanadianString(text);
    expect(vendorIds.filter((id) => tc?.hasVendorConsent(id))).toEqual([7, 12, ...upTo(60).slice(23)]);
    expect(upTo(24).filter((id) => tc?.hasPurposeConsent(id))).toEqual([1, 3, 4]);
    expect([tc?.restriction(3, 12), tc?.restriction(3, 24)]).toEqual([0, undefined]);
  });

  it('refuses what is cut short, and never throws', () => {
    fc.assert(
      fc.property(
        content,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string(),
        (written, share, junk) => {
          const text = encode(written);
          const core = text.slice(0, text.indexOf('.'));
          const cut = readCanadianString(core.slice(0, Math.floor(share * (core.length - 6))));
          const whole = readCanadianString(core);
          for (const id of vendorIds) {
            if (cut?.hasVendorConsent(id)) expect(whole?.hasVendorConsent(id)).toBe(true);
          }
          expect(readCanadianString(`${core}${junk}é`)).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
  });
});
