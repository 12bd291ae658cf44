const UUID_BYTES = 16;

/** A random UUID (RFC 9562, version 4): clients expect the form. */
export function newUuid(randomBytes: (n: number) => Buffer): string {
  const bytes = Buffer.from(randomBytes(UUID_BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What a stored request writes where a fresh id belongs. */
export const FRESH_ID = '{{UUID}}';

/** The id that a stored request gives its auctions; undefined where each gets one of its own. @param generates as the host says */
export const storedRequestId = (id: unknown, generates: boolean): string | undefined =>
  typeof id === 'string' && id !== '' && id !== FRESH_ID && !generates ? id : undefined;
