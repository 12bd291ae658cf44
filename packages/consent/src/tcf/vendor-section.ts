import { type BitText, bitLength, readBit, readBits } from './bit-text.ts';

/** A set of vendors inside a TC string: where its bits are and how they are written (TCF v2, "vendor section"). */
export interface VendorSection {
  readonly bits: BitText;
  readonly maxVendorId: number;
  readonly isRange: boolean;
  /** First bit of the field or of the first range entry. */
  readonly from: number;
  readonly entries: number;
  /** First bit after the section. */
  readonly end: number;
}

/** Finds a vendor section at `offset`, either encoding; undefined when it doesn't fit or a range runs backwards. */
export function vendorSectionAt(bits: BitText, offset: number): VendorSection | undefined {
  if (offset + 17 > bitLength(bits)) return undefined;
  const maxVendorId = readBits(bits, offset, 16);
  if (readBit(bits, offset + 16)) return rangesAt(bits, offset + 17, maxVendorId);
  const end = offset + 17 + maxVendorId;
  if (end > bitLength(bits)) return undefined;
  return { bits, maxVendorId, isRange: false, from: offset + 17, entries: 0, end };
}

/** Finds a list of vendor ranges at `offset`: a count of 12 bits, then entries. */
export function rangesAt(bits: BitText, offset: number, maxVendorId: number): VendorSection | undefined {
  if (offset + 12 > bitLength(bits)) return undefined;
  const entries = readBits(bits, offset, 12);
  const from = offset + 12;
  let at = from;
  for (let entry = 0; entry < entries; entry++) {
    const isRange = readBit(bits, at);
    const next = at + (isRange ? 33 : 17);
    if (next > bitLength(bits)) return undefined;
    const first = readBits(bits, at + 1, 16);
    if (first === 0 || (isRange && readBits(bits, at + 17, 16) < first)) return undefined;
    at = next;
  }
  return { bits, maxVendorId, isRange: true, from, entries, end: at };
}

/** Is the vendor in the set? */
export function hasVendor(section: VendorSection, vendorId: number): boolean {
  if (vendorId < 1 || vendorId > section.maxVendorId) return false;
  if (!section.isRange) return readBit(section.bits, section.from + vendorId - 1);
  let at = section.from;
  for (let entry = 0; entry < section.entries; entry++) {
    const isRange = readBit(section.bits, at);
    const first = readBits(section.bits, at + 1, 16);
    const last = isRange ? readBits(section.bits, at + 17, 16) : first;
    if (vendorId >= first && vendorId <= last) return true;
    at += isRange ? 33 : 17;
  }
  return false;
}
