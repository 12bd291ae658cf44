const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `value` as `width` bits, most significant first. */
export function bits(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

/** A field of `width` bits in which the bits numbered in `numbers` (from 1) are set. */
export function bitField(numbers: Iterable<number>, width: number): string {
  const set = new Set(numbers);
  return Array.from({ length: width }, (_, index) => (set.has(index + 1) ? '1' : '0')).join('');
}

/** Bits as URL-safe base64 without padding, filled up with zeros to whole bytes, as decoders of TCF and GPP strings expect. */
export function toBase64Url(bitString: string): string {
  const whole = bitString.padEnd(Math.ceil(bitString.length / 8) * 8, '0');
  const groups = whole.match(/.{1,6}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(6, '0'), 2)]).join('');
}
