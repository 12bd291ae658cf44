import { type BitText, bitLength, isBase64Url, readBit, readBits, segmentsOf } from '../tcf/bit-text.ts';
import { datesOf, type TcString } from '../tcf/tc-string.ts';
import { rangesAt } from '../tcf/vendor-section.ts';
import { type Cursor, readFibonacciRanges } from './fibonacci.ts';

/**
 * Canada's TC string, section 5 of GPP (IAB Tech Lab, "GPP Extension: IAB Canada TCF"). Consent is express or implied, there is
 * no legitimate interest, and vendor sets write their ranges in Fibonacci coding; older encoders wrote them as the EU's do.
 */

type RangeReader = (cursor: Cursor) => number[] | undefined;

const LENGTH_MAX = 10_000;
const VERSION = 1;
/** First bits of the core's parts; purposes and features count from 1. */
const FEATURES = 138;
const EXPRESS = 150;
const IMPLIED = 174;
const VENDORS = 199;
const DISCLOSED_VENDORS = 1;
const PADDING_MAX = 24;
/** Restriction types: 0 not allowed, 1 express consent required, 2 implied consent is enough. */
const EXPRESS_REQUIRED = 1;
const IMPLIED_SUFFICES = 2;

interface VendorSet {
  has(vendorId: number): boolean;
}

interface CanadianCore {
  readonly express: VendorSet;
  readonly implied: VendorSet;
  readonly restrictions: readonly {
    readonly purpose: number;
    readonly type: number;
    readonly vendors: VendorSet;
  }[];
}

/** Reads a Canadian TC string in the terms of the EU's; undefined for anything that isn't complete and well-formed. */
export function readCanadianString(text: string): TcString | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const [core, ...others] = segmentsOf({ text, start: 0, end: text.length });
  if (core === undefined || !others.every(isBase64Url) || !isBase64Url(core)) return undefined;
  if (bitLength(core) < VENDORS || readBits(core, 0, 6) !== VERSION) return undefined;
  const parts = coreAt(core, readFibonacciRanges) ?? coreAt(core, readFixedRanges);
  const disclosed = disclosedIn(others);
  const dates = datesOf(core);
  if (parts === undefined || disclosed === 'malformed' || dates === undefined) return undefined;
  const { express, implied, restrictions } = parts;
  const isPurpose = (purpose: number): boolean => purpose >= 1 && purpose <= 24;
  const isExpress = (purpose: number): boolean => isPurpose(purpose) && readBit(core, EXPRESS + purpose);
  const isImplied = (purpose: number): boolean => isPurpose(purpose) && readBit(core, IMPLIED + purpose);
  const isAllowed = (type: number, purpose: number, vendorId: number): boolean =>
    type === IMPLIED_SUFFICES || (type === EXPRESS_REQUIRED && isExpress(purpose) && express.has(vendorId));
  return {
    policyVersion: readBits(core, 132, 6),
    ...dates,
    isServiceSpecific: true,
    mustDisclose: false,
    hasPurposeConsent: (purpose) => isExpress(purpose) || isImplied(purpose),
    hasPurposeInterest: () => false,
    hasFeature: (feature) => feature >= 1 && feature <= 12 && readBit(core, FEATURES + feature),
    hasVendorConsent: (vendorId) => express.has(vendorId) || implied.has(vendorId),
    hasVendorInterest: () => false,
    isDisclosed: (vendorId) => disclosed?.has(vendorId),
    restriction: (purpose, vendorId) =>
      restrictions.some(
        (rule) =>
          rule.purpose === purpose && rule.vendors.has(vendorId) && !isAllowed(rule.type, purpose, vendorId),
      )
        ? 0
        : undefined,
  };
}

/** The vendor sets and restrictions in one of the two encodings; undefined when the core isn't written in it. */
function coreAt(bits: BitText, readRanges: RangeReader): CanadianCore | undefined {
  const cursor: Cursor = { bits, at: VENDORS };
  const express = vendorSet(cursor, readRanges);
  const implied = express && vendorSet(cursor, readRanges);
  if (!implied) return undefined;
  const restrictions: CanadianCore['restrictions'][number][] = [];
  if (cursor.at + 12 > bitLength(bits))
    return isPadding(cursor) ? { express, implied, restrictions } : undefined;
  const count = readBits(bits, cursor.at, 12);
  cursor.at += 12;
  for (let index = 0; index < count; index++) {
    const [purpose, type] = [readBits(bits, cursor.at, 6), readBits(bits, cursor.at + 6, 2)];
    cursor.at += 8;
    // The older encoding writes a restriction's vendors as bare ranges.
    const vendors =
      readRanges === readFixedRanges ? ofRanges(readRanges(cursor)) : vendorSet(cursor, readRanges);
    if (vendors === undefined) return undefined;
    restrictions.push({ purpose, type, vendors });
  }
  return isPadding(cursor) ? { express, implied, restrictions } : undefined;
}

function vendorSet(cursor: Cursor, readRanges: RangeReader): VendorSet | undefined {
  const { bits } = cursor;
  if (cursor.at + 17 > bitLength(bits)) return undefined;
  const max = readBits(bits, cursor.at, 16);
  const isRange = readBit(bits, cursor.at + 16);
  const from = cursor.at + 17;
  cursor.at = from;
  if (isRange) {
    const ranges = readRanges(cursor);
    // The greatest id is said twice; where both differ, the bits are written in the other encoding.
    return (ranges?.at(-1) ?? 0) === max ? ofRanges(ranges) : undefined;
  }
  cursor.at += max;
  if (cursor.at > bitLength(bits)) return undefined;
  return { has: (id) => id >= 1 && id <= max && readBit(bits, from + id - 1) };
}

function ofRanges(ranges: readonly number[] | undefined): VendorSet | undefined {
  if (ranges === undefined) return undefined;
  return {
    has(id) {
      for (let index = 0; index < ranges.length; index += 2) {
        if (id >= (ranges[index] ?? 0) && id <= (ranges[index + 1] ?? -1)) return true;
      }
      return false;
    },
  };
}

/** Ranges as the EU's strings have them: a count of 12 bits, ids of 16. */
function readFixedRanges(cursor: Cursor): number[] | undefined {
  const section = rangesAt(cursor.bits, cursor.at, 0xffff);
  if (section === undefined) return undefined;
  const ranges: number[] = [];
  for (let at = section.from; at < section.end; ) {
    const isRange = readBit(cursor.bits, at);
    const first = readBits(cursor.bits, at + 1, 16);
    ranges.push(first, isRange ? readBits(cursor.bits, at + 17, 16) : first);
    at += isRange ? 33 : 17;
  }
  cursor.at = section.end;
  return ranges;
}

function isPadding({ bits, at }: Cursor): boolean {
  const length = bitLength(bits);
  if (at > length || length - at >= PADDING_MAX) return false;
  for (let bit = at; bit < length; bit++) if (readBit(bits, bit)) return false;
  return true;
}

function disclosedIn(segments: readonly BitText[]): VendorSet | undefined | 'malformed' {
  const found = segments.filter((bits) => bitLength(bits) > 0 && readBits(bits, 0, 3) === DISCLOSED_VENDORS);
  const [bits, ...more] = found;
  if (bits === undefined) return undefined;
  for (const readRanges of [readFibonacciRanges, readFixedRanges]) {
    const cursor: Cursor = { bits, at: 3 };
    const vendors = vendorSet(cursor, readRanges);
    if (vendors !== undefined && isPadding(cursor) && more.length === 0) return vendors;
  }
  return 'malformed';
}
