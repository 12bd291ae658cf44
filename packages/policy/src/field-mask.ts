/** A set of fields: one bit per field id. Masks of one policy have the same length. */
export type FieldMask = Uint32Array;

/** An empty mask of `words` words. */
export const emptyMask = (words: number): FieldMask => new Uint32Array(words);

/** Adds a field. */
export function addField(mask: FieldMask, id: number): void {
  const word = id >>> 5;
  mask[word] = (mask[word] ?? 0) | (1 << (id & 31));
}

/** Is the field in the set? */
export const hasField = (mask: FieldMask, id: number): boolean =>
  (((mask[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;

/** Adds every field of `more`. */
export function addFields(mask: FieldMask, more: FieldMask): void {
  for (let word = 0; word < mask.length; word++) mask[word] = (mask[word] ?? 0) | (more[word] ?? 0);
}

/** The fields in both, as a new mask: what a recipient saw is `intersect(decision.mask, admitted.kept)`. */
export const intersect = (a: FieldMask, b: FieldMask): FieldMask =>
  a.map((word, index) => word & (b[index] ?? 0));

/** Is every field of `a` in `b`? */
export const isSubset = (a: FieldMask, b: FieldMask): boolean =>
  a.every((word, index) => (word & ~(b[index] ?? 0)) === 0);

/** Text that is equal for equal sets: hexadecimal, last word first. */
export function maskKey(mask: FieldMask): string {
  if (digits.bytes.length !== mask.length * WORD_BYTES) digits = room(mask.length);
  const { view, bytes } = digits;
  for (let word = 0; word < mask.length; word++)
    view.setUint32((mask.length - 1 - word) * WORD_BYTES, mask[word] ?? 0);
  return bytes.toHex();
}

const WORD_BYTES = 4;

function room(words: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(words * WORD_BYTES);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** Where the words of the last mask stood while they became text: masks of one policy have one length. */
let digits = room(0);

const WORD_DIGITS = 8;

/** The inverse of `maskKey`; digits beyond `words` are left out, missing ones are zeros. */
export function maskOfKey(key: string, words: number): FieldMask {
  const mask = emptyMask(words);
  for (let word = 0; word < words; word++) {
    const end = key.length - word * WORD_DIGITS;
    if (end <= 0) break;
    mask[word] = Number.parseInt(key.slice(Math.max(0, end - WORD_DIGITS), end), 16) || 0;
  }
  return mask;
}

/** The ids in the set, rising. */
export function fieldIds(mask: FieldMask): number[] {
  const ids: number[] = [];
  for (let id = 0; id < mask.length * 32; id++) if (hasField(mask, id)) ids.push(id);
  return ids;
}
