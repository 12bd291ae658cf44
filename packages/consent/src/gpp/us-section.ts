import { type BitText, bitLength, isBase64Url, readBit, readBits, segmentsOf } from '../tcf/bit-text.ts';
import { US_LAYOUTS, type UsField, type UsLayout } from './us-layouts.ts';

/** A US section of GPP, checked as a whole, its fields read on demand. */
export interface UsSection {
  readonly layout: UsLayout;
  /** The field's values, each 0 to 2; none where the section doesn't have it. */
  values(field: UsField): readonly number[];
  /** Has the field this value, or one of its values if it is a list? Never where the section doesn't have the field. */
  has(field: UsField, value: number): boolean;
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
  return layout.more === 'gpc' ? withGpc(layout, core, more) : withSensitive(layout, core, more);
}

function withGpc(layout: UsLayout, core: BitText, segment: BitText | undefined): UsSection | 'malformed' {
  if (segment === undefined) return sectionOf(layout, core, { gpc: false });
  if (readBits(segment, 0, 2) !== GPC_SEGMENT || !isEmptyFrom(segment, 3)) return 'malformed';
  return sectionOf(layout, core, { gpc: readBit(segment, 2) });
}

function withSensitive(
  layout: UsLayout,
  core: BitText,
  segment: BitText | undefined,
): UsSection | 'malformed' {
  if (segment !== undefined && !isWhole(segment, 0, 16)) return 'malformed';
  return sectionOf(layout, core, { gpc: false, sensitive: segment });
}

/** What the segment after the core says. */
interface More {
  readonly gpc: boolean;
  readonly sensitive?: BitText | undefined;
}

function sectionOf(layout: UsLayout, core: BitText, { gpc, sensitive }: More): UsSection {
  const isElsewhere = (field: UsField): boolean =>
    field === 'SensitiveDataProcessing' && sensitive !== undefined;
  const bitsOf = (field: UsField): BitText =>
    sensitive !== undefined && isElsewhere(field) ? sensitive : core;
  const placeOf = (field: UsField) => (isElsewhere(field) ? SENSITIVE_SEGMENT : layout.fields.get(field));
  return {
    layout,
    gpc,
    values(field) {
      const place = placeOf(field);
      if (place === undefined) return NONE;
      const bits = bitsOf(field);
      return Array.from({ length: place.count }, (_, index) => readBits(bits, place.offset + 2 * index, 2));
    },
    has(field, value) {
      const place = placeOf(field);
      if (place === undefined) return false;
      const bits = bitsOf(field);
      for (let index = 0; index < place.count; index++)
        if (readBits(bits, place.offset + 2 * index, 2) === value) return true;
      return false;
    },
  };
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
