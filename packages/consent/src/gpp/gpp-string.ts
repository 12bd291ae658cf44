import { type BitText, bitLength, isBase64Url, readBits } from '../tcf/bit-text.ts';
import { type Cursor, readFibonacciRanges } from './fibonacci.ts';

/** A section of a GPP string: its id and where its text is; nothing in it was read yet. */
export interface GppSection {
  readonly id: number;
  readonly place: BitText;
}

/** Longer text isn't looked at: room for two of the longest TC strings. */
const LENGTH_MAX = 20_000;
/** More than twice the ids that exist. */
const SECTIONS_MAX = 64;
const HEADER_TYPE = 3;
const HEADER_VERSION = 1;
const TCF_EU = 2;

/**
 * Splits a GPP string (IAB Tech Lab, "Global Privacy Platform String") into its sections without copying; undefined for
 * anything whose header and sections don't agree. A bare TC string, which starts with C, counts as section 2.
 */
export function readGppString(text: string): readonly GppSection[] | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  if (text.startsWith('C')) return [{ id: TCF_EU, place: { text, start: 0, end: text.length } }];
  const tilde = text.indexOf('~');
  const header: BitText = { text, start: 0, end: tilde < 0 ? text.length : tilde };
  const ids = sectionIds(header);
  return ids && sectionsAt(header, ids);
}

function sectionIds(header: BitText): number[] | undefined {
  const isHeader =
    isBase64Url(header) &&
    bitLength(header) >= 24 &&
    readBits(header, 0, 6) === HEADER_TYPE &&
    readBits(header, 6, 6) === HEADER_VERSION;
  if (!isHeader) return undefined;
  const cursor: Cursor = { bits: header, at: 12 };
  const ranges = readFibonacciRanges(cursor);
  if (ranges === undefined) return undefined;
  const ids: number[] = [];
  for (let index = 0; index < ranges.length; index += 2) {
    const [first = 0, last = 0] = [ranges[index], ranges[index + 1]];
    if (ids.length + last - first >= SECTIONS_MAX) return undefined;
    for (let id = first; id <= last; id++) ids.push(id);
  }
  return ids;
}

function sectionsAt(header: BitText, ids: readonly number[]): GppSection[] | undefined {
  const { text } = header;
  const sections: GppSection[] = [];
  let at = header.end;
  for (const id of ids) {
    const start = at + 1;
    const tilde = text.indexOf('~', start);
    const end = tilde < 0 ? text.length : tilde;
    if (at >= text.length || start >= end) return undefined;
    sections.push({ id, place: { text, start, end } });
    at = end;
  }
  return at === text.length ? sections : undefined;
}
