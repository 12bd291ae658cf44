import { GVL, PurposeRestriction, TCModel, TCString } from '@iabtechlabtcf/core';
import fc from 'fast-check';

/** TC strings written by the reference library, and what it reads from them. */

const VENDORS_MAX = 700;
const purposeIds = Array.from({ length: 11 }, (_, index) => index + 1);
/** Purposes that TCF allows on legitimate interest, and so a publisher may restrict to either basis. */
const flexible = [2, 7, 8, 9, 10, 11];
const named = (id: number) => ({ id, name: '', description: '', illustrations: [] });
const byId = <T>(ids: readonly number[], make: (id: number) => T): Record<string, T> =>
  Object.fromEntries(ids.map((id) => [String(id), make(id)]));

/** A vendor list whose vendors declare everything, so that the library takes no signal away while it writes. */
const vendorList = new GVL({
  gvlSpecificationVersion: 3,
  vendorListVersion: 100,
  tcfPolicyVersion: 5,
  lastUpdated: '2026-01-01T00:00:00Z',
  purposes: byId(purposeIds, named),
  specialPurposes: {},
  features: {},
  specialFeatures: byId([1, 2], named),
  stacks: {},
  dataCategories: {},
  vendors: byId(
    Array.from({ length: VENDORS_MAX }, (_, index) => index + 1),
    (id) => ({
      ...named(id),
      purposes: purposeIds,
      legIntPurposes: flexible,
      flexiblePurposes: flexible,
      specialPurposes: [],
      features: [],
      specialFeatures: [1, 2],
      overflow: { httpGetLimit: 32 as const },
      cookieMaxAgeSeconds: 0,
      usesCookies: false,
      cookieRefresh: false,
      usesNonCookieAccess: false,
    }),
  ),
} as unknown as ConstructorParameters<typeof GVL>[0]); // The library's type asks for members that it never reads.

const ids = (max: number, maxLength: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { maxLength }).map((list) => list.sort((a, b) => a - b));
/** Scattered ids make bit fields, a run of them makes ranges. */
const vendors = fc.oneof(
  ids(VENDORS_MAX, 60),
  fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 400 }), ids(VENDORS_MAX, 4))
    .map(([first, length, more]) => [
      ...Array.from({ length: Math.min(length, VENDORS_MAX - first) }, (_, index) => first + index),
      ...more,
    ]),
);

const content = fc.record({
  purposes: ids(11, 11),
  interests: fc.subarray(flexible),
  features: ids(2, 2),
  consents: vendors,
  vendorInterests: vendors,
  disclosed: vendors,
  restrictions: fc.array(
    fc.record({
      purpose: fc.constantFrom(...flexible),
      type: fc.integer({ min: 0, max: 2 }),
      vendors: ids(VENDORS_MAX, 20),
    }),
    { maxLength: 4 },
  ),
});

/** Strings as the reference library writes them. */
export const referenceTcString: fc.Arbitrary<string> = content.map((written) => {
  const model = new TCModel(vendorList);
  model.cmpId = 31;
  model.cmpVersion = 2;
  model.isServiceSpecific = true;
  model.purposeConsents.set(written.purposes);
  model.purposeLegitimateInterests.set(written.interests);
  model.specialFeatureOptins.set(written.features);
  model.vendorConsents.set(written.consents);
  model.vendorLegitimateInterests.set(written.vendorInterests);
  model.vendorsDisclosed.set(written.disclosed);
  for (const { purpose, type, vendors: restricted } of written.restrictions) {
    for (const id of restricted) model.publisherRestrictions.add(id, new PurposeRestriction(purpose, type));
  }
  return TCString.encode(model);
});

/** The reference library's reading. */
export const decodeReference = (text: string): TCModel => TCString.decode(text);
