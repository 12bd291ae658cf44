import { type DisclosureRecord, encodeRecord } from '@jianchat/events';
import { type Batch, type LoggedRecord, makeBatch } from '../batches/batch.ts';

export const SEED = Buffer.alloc(32, 7);
export const SALT_KEY = Buffer.alloc(32, 8);
export const ORIGIN = 'ads.example/ledger';

/** The record at an offset of a log of disclosures: always the same one. */
export function sampleRecord(offset: number): LoggedRecord {
  const record: DisclosureRecord = {
    v: 1,
    auction: `auction-${offset}`,
    atMs: 1_800_000_000_000 + offset,
    policyVersion: 7,
    policyHash: 'a'.repeat(64),
    regime: offset % 3,
    grants: 2047,
    floors: offset % 2,
    entries: Array.from({ length: 1 + (offset % 3) }, (_, at) => ({
      recipient: `bidder-${at}`,
      contract: 'demand',
      purposes: 5,
      fields: '1f03',
    })),
  };
  return { offset, value: encodeRecord(record) };
}

/** Batches of `itemsMax` items over the records `[from, to)`. */
export function sampleBatches(from: number, to: number, { itemsMax = 4 } = {}): readonly Batch[] {
  let rest: readonly LoggedRecord[] = Array.from({ length: to - from }, (_, at) => sampleRecord(from + at));
  const batches: Batch[] = [];
  while (rest.length > 0) {
    const made = makeBatch(rest, { saltKey: SALT_KEY, itemsMax });
    if (made.status !== 'made') throw new Error(made.status);
    batches.push(made.batch);
    rest = made.rest;
  }
  return batches;
}
