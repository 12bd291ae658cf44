import { gunzipSync, inflateRawSync } from 'node:zlib';
import { PLANTED } from './planted-request.ts';

/** Base64 in either alphabet, and hexadecimal, long enough to hold a planted value. */
const ENCODED = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const HEX = /(?:[0-9a-f]{2}){8,}/gi;
const PERCENT = /(?:%[0-9a-f]{2}|[A-Za-z0-9._~-])*%[0-9a-f]{2}(?:%[0-9a-f]{2}|[A-Za-z0-9._~-])*/gi;
/** Encodings inside encodings that are looked into. */
const DEPTH_MAX = 3;

/**
 * Planted values in a text, also where it stands encoded: base64, hexadecimal, percent-encoding, gzip, one within another.
 * Each is answered once, in the form in which it was planted.
 */
export function findPlanted(text: string, depth = 0): readonly string[] {
  const found = new Set<string>(text.match(PLANTED) ?? []);
  if (depth < DEPTH_MAX)
    for (const inner of decodings(text)) for (const each of findPlanted(inner, depth + 1)) found.add(each);
  return [...found];
}

function* decodings(text: string): Generator<string> {
  for (const [run] of text.matchAll(PERCENT)) {
    const decoded = percentDecoded(run);
    if (decoded !== run) yield decoded;
  }
  for (const [run] of text.matchAll(HEX)) yield* readings(Buffer.from(run, 'hex'));
  // A run may begin within a quartet: what stands before it (a letter, a version) is not always told apart.
  for (const [run] of text.matchAll(ENCODED))
    for (let skip = 0; skip < 4; skip++) yield* readings(Buffer.from(run.slice(skip), 'base64'));
}

/** Bytes that read as text, as they are or unpacked; random bytes do not. */
function* readings(bytes: Buffer): Generator<string> {
  if (isText(bytes)) yield bytes.toString('latin1');
  for (const unpack of [gunzipSync, inflateRawSync]) {
    try {
      yield unpack(bytes, { maxOutputLength: 1_000_000 }).toString('latin1');
    } catch {
      // Not packed in this way.
    }
    if (bytes[0] !== 0x1f) return;
  }
}

function isText(bytes: Buffer): boolean {
  let printable = 0;
  for (const byte of bytes) if (byte >= 0x20 && byte < 0x7f) printable++;
  return printable > bytes.length * 0.8;
}

function percentDecoded(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
