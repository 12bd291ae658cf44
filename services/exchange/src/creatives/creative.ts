/** Markup that a page or player fetches by its id: a bid as JSON, or VAST. It is about an ad, never about a person. */
export interface Creative {
  readonly type: 'json' | 'xml';
  /** JSON text, or the XML itself. */
  readonly text: string;
}

/** When it is over (8 bytes, ms since epoch), what it is (1 byte), its text in UTF-8. */
const HEAD_BYTES = 9;
const XML = 1;

export function encodeCreative({ type, text }: Creative, dueMs: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + Buffer.byteLength(text));
  bytes.writeDoubleBE(dueMs);
  bytes[8] = type === 'xml' ? XML : 0;
  bytes.write(text, HEAD_BYTES);
  return bytes;
}

/** Undefined for what is past its time. */
export function decodeCreative(stored: Uint8Array, nowMs: number): Creative | undefined {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (bytes.length < HEAD_BYTES || bytes.readDoubleBE() <= nowMs) return undefined;
  return { type: bytes[8] === XML ? 'xml' : 'json', text: bytes.toString('utf8', HEAD_BYTES) };
}
