/** Bits of base64url text, read in place: no bytes are decoded before somebody asks for them. */

const INVALID = 255;
const SEXTETS = new Uint8Array(128).fill(INVALID);
for (const [value, letter] of Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
).entries()) {
  SEXTETS[letter.charCodeAt(0)] = value;
}

/** A stretch of base64url text, from `start` to `end` (exclusive). */
export interface BitText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How many bits the stretch holds. */
export const bitLength = (bits: BitText): number => (bits.end - bits.start) * 6;

/** Is every character of the alphabet? Padding is not part of a TC string. */
export function isBase64Url({ text, start, end }: BitText): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code > 127 || SEXTETS[code] === INVALID) return false;
  }
  return true;
}

/** An unsigned integer of up to 16 bits. Bits beyond the end read as 0; the caller checks lengths. */
export function readBits({ text, start, end }: BitText, offset: number, count: number): number {
  const skip = offset % 6;
  const at = start + (offset - skip) / 6;
  const inside = (position: number): number =>
    position < end ? (SEXTETS[text.charCodeAt(position)] ?? 0) : 0;
  // Sixteen bits that start anywhere in a sextet lie within four of them.
  const window = (inside(at) << 18) | (inside(at + 1) << 12) | (inside(at + 2) << 6) | inside(at + 3);
  return (window >>> (24 - skip - count)) & ((1 << count) - 1);
}

/** An unsigned integer of up to 48 bits, such as a time of 36. */
export function readLong(bits: BitText, offset: number, count: number): number {
  let value = 0;
  for (let done = 0; done < count; done += 12) {
    const width = Math.min(12, count - done);
    value = value * 2 ** width + readBits(bits, offset + done, width);
  }
  return value;
}

/** One bit. */
export function readBit(bits: BitText, offset: number): boolean {
  const code = bits.text.charCodeAt(bits.start + Math.floor(offset / 6));
  return (((SEXTETS[code] ?? 0) >>> (5 - (offset % 6))) & 1) === 1;
}

/** More than the segments that any format has. */
const SEGMENTS_MAX = 8;

/** The parts between the dots, without copying them. */
export function segmentsOf({ text, start, end }: BitText): BitText[] {
  const segments: BitText[] = [];
  let from = start;
  while (from <= end && segments.length < SEGMENTS_MAX) {
    const dot = text.indexOf('.', from);
    const to = dot < 0 || dot > end ? end : dot;
    segments.push({ text, start: from, end: to });
    from = to + 1;
  }
  return segments;
}
