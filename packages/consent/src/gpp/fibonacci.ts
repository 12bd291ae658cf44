import { type BitText, bitLength, readBit, readBits } from '../tcf/bit-text.ts';

/** A place in a bit text that moves on as it is read. */
export interface Cursor {
  readonly bits: BitText;
  at: number;
}

/** Ids in the formats have up to 16 bits, so no code word is longer than what reaches 65,535. */
const VALUE_MAX = 0xffff;

/** An integer in Fibonacci coding, which ends with two ones; undefined when it doesn't end or is too great. */
export function readFibonacci(cursor: Cursor): number | undefined {
  const length = bitLength(cursor.bits);
  let value = 0;
  let wasOne = false;
  for (let term = 1, next = 2; cursor.at < length; [term, next] = [next, term + next]) {
    const isOne = readBit(cursor.bits, cursor.at++);
    if (isOne && wasOne) return value;
    if (isOne) value += term;
    if (value > VALUE_MAX || term > VALUE_MAX) return undefined;
    wasOne = isOne;
  }
  return undefined;
}

/**
 * `Range (Fibonacci)` of the GPP specification: a count of 12 bits, then entries that are one id or the first and last of a
 * range, each as the distance from the id before. Gives pairs of first and last, one after the other.
 */
export function readFibonacciRanges(cursor: Cursor): number[] | undefined {
  const length = bitLength(cursor.bits);
  if (cursor.at + 12 > length) return undefined;
  const entries = readBits(cursor.bits, cursor.at, 12);
  cursor.at += 12;
  const ranges: number[] = [];
  let id = 0;
  for (let entry = 0; entry < entries; entry++) {
    if (cursor.at >= length) return undefined;
    const isRange = readBit(cursor.bits, cursor.at++);
    const distance = readFibonacci(cursor);
    const extent = isRange ? readFibonacci(cursor) : 0;
    if (distance === undefined || extent === undefined) return undefined;
    const first = id + distance;
    id = first + extent;
    if (id > VALUE_MAX) return undefined;
    ranges.push(first, id);
  }
  return ranges;
}
