import { indexPath, TILE_WIDTH } from '../merkle/tile-path.ts';
import type { Batch } from './batch.ts';

/** The file with the batches of the 256 leaves of entry bundle `index`, in order. Not public. */
export const batchFilePath = (index: number): string => `batches/${indexPath(index)}`;

export const batchFileOf = (leafIndex: number): string => batchFilePath(Math.floor(leafIndex / TILE_WIDTH));

/** A batch as it stands in its file: `u32 length ‖ u32 length of leaf ‖ leaf ‖ (u32 length ‖ item)…`, big-endian. */
export function encodeBatch({ leafBytes, items }: Pick<Batch, 'leafBytes' | 'items'>): Buffer {
  const parts = [leafBytes, ...items];
  const length = parts.reduce((sum, part) => sum + 4 + part.length, 0);
  const bytes = Buffer.allocUnsafe(4 + length);
  let at = bytes.writeUInt32BE(length);
  for (const part of parts) {
    at = bytes.writeUInt32BE(part.length, at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export interface StoredBatch {
  readonly leafBytes: Uint8Array;
  readonly items: readonly Uint8Array[];
  /** Where the next one begins in the file. */
  readonly end: number;
}

/** Whole batches from the file's beginning on, up to the first place that is none. Nothing is verified. */
export function* readBatches(file: Uint8Array): Generator<StoredBatch> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    const parts = end <= bytes.length ? readParts(bytes.subarray(at + 4, end)) : undefined;
    const [leafBytes, ...items] = parts ?? [];
    if (leafBytes === undefined) return;
    yield { leafBytes, items, end };
    at = end;
  }
}

function readParts(bytes: Buffer): readonly Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
