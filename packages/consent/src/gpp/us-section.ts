import { type BitText, bitLength, isBase64Url, readBit, readBits, segmentsOf } from '../tcf/bit-text.ts';
import { US_LAYOUTS, type UsField, type UsLayout } from './us-layouts.ts';

/** A US section of GPP, checked as a whole, its fields read on demand. */
export interface UsSection {
  readonly layout: UsLayout;
  /** The field's values, each 0 to 2; none where the section doesn't have it. */
  values(field: UsField): readonly number[];
  /** Global Privacy Control; false where the section says nothing about it. */
  readonly gpc: boolean;
}

const NONE: readonly number[] = [];
const GPC_SEGMENT = 1;
/** Sensitive data in a segment of its own: eight values, no type before them. */
const SENSITIVE_SEGMENT = { offset: 0, count: 8 };
/** Encoders fill up to bytes or to three bytes. */
const PADDING_MAX = 24;

/** Reads a section: `unknown` for ids and versions without a layout, `malformed` for what doesn't keep to its layout. */
export function readUsSection(id: number, place: BitText): UsSection | 'malformed' | 'unknown' {
  const layouts = US_LAYOUTS.get(id);
  if (layouts === undefined) return 'unknown';
  const [core, more, ...others] = segmentsOf(place);
  if (core === undefined || !isBase64Url(core) || bitLength(core) < 6 || others.length > 0)
    return 'malformed';
  const version = readBits(core, 0, 6);
  const ofVersion = layouts.filter(({ versions }) => versions.has(version));
  if (ofVersion.length === 0) return 'unknown';
  const layout = ofVersion.find(({ bits }) => bits <= bitLength(core));
  if (layout === undefined || !isWhole(core, 6, layout.bits)) return 'malformed';
  if (more !== undefined && !isBase64Url(more)) return 'malformed';
  const section = layout.more === 'gpc' ? withGpc(core, more) : withSensitive(core, more);
  return section === 'malformed' ? section : { layout, ...section(layout) };
}

type Rest = (layout: UsLayout) => Pick<UsSection, 'values' | 'gpc'>;

function withGpc(core: BitText, segment: BitText | undefined): Rest | 'malformed' {
  const hasSegment = segment !== undefined;
  if (hasSegment && (readBits(segment, 0, 2) !== GPC_SEGMENT || !isEmptyFrom(segment, 3))) return 'malformed';
  return (layout) => ({
    values: (field) => valuesAt(core, layout.fields.get(field)),
    gpc: hasSegment && readBit(segment, 2),
  });
}

function withSensitive(core: BitText, segment: BitText | undefined): Rest | 'malformed' {
  if (segment !== undefined && !isWhole(segment, 0, 16)) return 'malformed';
  return (layout) => ({
    values: (field) =>
      field === 'SensitiveDataProcessing' && segment !== undefined
        ? valuesAt(segment, SENSITIVE_SEGMENT)
        : valuesAt(core, layout.fields.get(field)),
    gpc: false,
  });
}

function valuesAt(bits: BitText, place: { offset: number; count: number } | undefined): readonly number[] {
  if (place === undefined) return NONE;
  return Array.from({ length: place.count }, (_, index) => readBits(bits, place.offset + 2 * index, 2));
}

/** Do pairs of bits from `from` to `end` all have a meaning (3 has none), and is nothing but padding after them? */
function isWhole(bits: BitText, from: number, end: number): boolean {
  if (bitLength(bits) < end) return false;
  for (let at = from; at < end; at += 2) if (readBits(bits, at, 2) === 3) return false;
  return isEmptyFrom(bits, end);
}

function isEmptyFrom(bits: BitText, from: number): boolean {
  const length = bitLength(bits);
  if (length < from || length - from >= PADDING_MAX) return false;
  for (let at = from; at < length; at++) if (readBit(bits, at)) return false;
  return true;
}
