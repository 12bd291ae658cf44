import { type BitText, bitLength, isBase64Url, readBit, readBits, readLong, segmentsOf } from './bit-text.ts';
import { hasVendor, rangesAt, type VendorSection, vendorSectionAt } from './vendor-section.ts';

/** What a publisher ruled for a purpose and some vendors: 0 not allowed, 1 consent required, 2 legitimate interest required. */
interface PublisherRestriction {
  readonly purpose: number;
  readonly type: number;
  readonly vendors: VendorSection;
}

/**
 * A TC string of TCF v2 (IAB Tech Lab, "Transparency and Consent String with Global Vendor List Format"): fixed fields read,
 * vendor sets located and read on demand. Purposes count from 1.
 */
export interface TcString {
  readonly policyVersion: number;
  /** When the person was asked, milliseconds since epoch: nothing moves it but asking from the beginning. Rounded to days as well. */
  readonly createdMs: number;
  /** When it was last written, milliseconds since epoch; consent platforms round it to days. */
  readonly updatedMs: number;
  readonly isServiceSpecific: boolean;
  /** Does this version grant nothing unless it says which vendors were disclosed? */
  readonly mustDisclose: boolean;
  hasPurposeConsent(purpose: number): boolean;
  hasPurposeInterest(purpose: number): boolean;
  hasFeature(feature: number): boolean;
  hasVendorConsent(vendorId: number): boolean;
  hasVendorInterest(vendorId: number): boolean;
  /** Undefined when the string has no disclosed-vendors segment. */
  isDisclosed(vendorId: number): boolean | undefined;
  /** Type of the publisher's restriction, undefined for none; the strictest (0) where several apply. */
  restriction(purpose: number, vendorId: number): number | undefined;
}

/** Longer text isn't looked at: the longest real strings are a third of it. */
const LENGTH_MAX = 10_000;
const CORE_FIXED_BITS = 213;
/** From this policy version on a string must say which vendors were disclosed (TCF 2.3). */
const DISCLOSURE_POLICY_VERSION = 5;
/** And every string written from this day on, whatever version it names. */
const DISCLOSURE_FROM_MS = Date.UTC(2026, 2, 1);
/** Times are in tenths of a second. */
const MS_PER_UNIT = 100;
const DAY_MS = 86_400_000;
/** Each segment after the core starts with its type; 1 = disclosed vendors. */
const DISCLOSED_VENDORS = 1;

/** Reads a TC string; undefined for anything that isn't a complete, well-formed string of version 2. */
export function readTcString(text: string): TcString | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const [core, ...others] = segmentsOf({ text, start: 0, end: text.length });
  if (
    core === undefined ||
    !isBase64Url(core) ||
    bitLength(core) < CORE_FIXED_BITS ||
    readBits(core, 0, 6) !== 2
  )
    return undefined;
  const consents = vendorSectionAt(core, CORE_FIXED_BITS);
  const interests = consents && vendorSectionAt(core, consents.end);
  const restrictions = interests && restrictionsAt(core, interests.end);
  if (!consents || !interests || !restrictions) return undefined;
  const disclosed = disclosedVendors(others);
  if (disclosed === 'malformed') return undefined;
  const policyVersion = readBits(core, 132, 6);
  const dates = datesOf(core);
  // No consent platform has number 0: what names it was not written by one.
  if (dates === undefined || readBits(core, 78, 12) === 0) return undefined;
  return {
    policyVersion,
    ...dates,
    mustDisclose: policyVersion >= DISCLOSURE_POLICY_VERSION || dates.updatedMs >= DISCLOSURE_FROM_MS,
    isServiceSpecific: readBit(core, 138),
    hasPurposeConsent: (purpose) => isOneOf(24, purpose) && readBit(core, 151 + purpose),
    hasPurposeInterest: (purpose) => isOneOf(24, purpose) && readBit(core, 175 + purpose),
    hasFeature: (feature) => isOneOf(12, feature) && readBit(core, 139 + feature),
    hasVendorConsent: (vendorId) => hasVendor(consents, vendorId),
    hasVendorInterest: (vendorId) => hasVendor(interests, vendorId),
    isDisclosed: (vendorId) => disclosed && hasVendor(disclosed, vendorId),
    restriction: (purpose, vendorId) => strictest(restrictions, purpose, vendorId),
  };
}

/** When the core was created and last written; undefined when it was written before it was created. */
export function datesOf(core: BitText): Pick<TcString, 'createdMs' | 'updatedMs'> | undefined {
  const createdMs = readLong(core, 6, 36) * MS_PER_UNIT;
  const updatedMs = readLong(core, 42, 36) * MS_PER_UNIT;
  return updatedMs < createdMs - DAY_MS ? undefined : { createdMs, updatedMs };
}

const isOneOf = (count: number, index: number): boolean => index >= 1 && index <= count;

function restrictionsAt(core: BitText, offset: number): PublisherRestriction[] | undefined {
  // A string that ends before them may have been cut short, and restrictions are what it would have lost.
  if (offset + 12 > bitLength(core)) return undefined;
  const count = readBits(core, offset, 12);
  const restrictions: PublisherRestriction[] = [];
  let at = offset + 12;
  for (let index = 0; index < count; index++) {
    const vendors = at + 8 > bitLength(core) ? undefined : rangesAt(core, at + 8, 0xffff);
    if (vendors === undefined) return undefined;
    restrictions.push({ purpose: readBits(core, at, 6), type: readBits(core, at + 6, 2), vendors });
    at = vendors.end;
  }
  return restrictions;
}

function strictest(
  restrictions: readonly PublisherRestriction[],
  purpose: number,
  vendorId: number,
): number | undefined {
  let found: number | undefined;
  for (const restriction of restrictions) {
    if (restriction.purpose !== purpose || !hasVendor(restriction.vendors, vendorId)) continue;
    // Two different rulings for one vendor contradict each other: neither basis is left.
    found = found === undefined || found === restriction.type ? restriction.type : 0;
  }
  return found;
}

function disclosedVendors(segments: readonly BitText[]): VendorSection | undefined | 'malformed' {
  let found: VendorSection | undefined;
  for (const segment of segments) {
    if (bitLength(segment) === 0) continue;
    if (!isBase64Url(segment)) return 'malformed';
    if (readBits(segment, 0, 3) !== DISCLOSED_VENDORS) continue;
    const section = vendorSectionAt(segment, 3);
    if (section === undefined || found !== undefined) return 'malformed';
    found = section;
  }
  return found;
}
