import type { CreativeRecord } from '@jianchat/events';
import { storable } from '../storable.ts';

const MARKUP_CHARS_MAX = 262_144;
const FORMATS: ReadonlySet<unknown> = new Set(['banner', 'video', 'native', 'audio']);

/** Our own record, but from a disk: an odd one is passed over. */
export function readCreative(bytes: Uint8Array): CreativeRecord | undefined {
  try {
    const record: CreativeRecord = JSON.parse(Buffer.from(bytes).toString());
    const texts = [record.demand, record.creative, record.markup, ...record.domains];
    const isWhole =
      /^[0-9a-f]{64}$/.test(record.hash) &&
      FORMATS.has(record.format) &&
      Number.isSafeInteger(record.atMs) &&
      [record.w, record.h].every((side) => Number.isSafeInteger(side) && side >= 0 && side <= 10_000) &&
      texts.every((text) => typeof text === 'string' && text.length <= MARKUP_CHARS_MAX);
    return isWhole ? storable(record) : undefined;
  } catch {
    return undefined;
  }
}
