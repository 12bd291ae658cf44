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

/** An unsigned integer of up to 30 bits. Bits beyond the end read as 0; the caller checks lengths. */
export function readBits(bits: BitText, offset: number, count: number): number {
  let value = 0;
  let position = bits.start + Math.floor(offset / 6);
  let skip = offset % 6;
  let left = count;
  while (left > 0) {
    const sextet = position < bits.end ? (SEXTETS[bits.text.charCodeAt(position)] ?? 0) : 0;
    const take = Math.min(6 - skip, left);
    value = (value << take) | ((sextet >>> (6 - skip - take)) & ((1 << take) - 1));
    left -= take;
    skip = 0;
    position++;
  }
  return value;
}

/** One bit. */
export function readBit(bits: BitText, offset: number): boolean {
  const code = bits.text.charCodeAt(bits.start + Math.floor(offset / 6));
  return (((SEXTETS[code] ?? 0) >>> (5 - (offset % 6))) & 1) === 1;
}
