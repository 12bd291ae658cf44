import { type DisclosureRecord, type DisclosureRecordV1, encodeRecord } from '@jianchat/events';
import { type Batch, type LoggedRecord, makeBatch } from '../batches/batch.ts';

export const SEED = Buffer.alloc(32, 7);
export const SALT_KEY = Buffer.alloc(32, 8);
export const ORIGIN = 'ads.example/ledger';

/** The commitment in the record at an offset. */
export const sampleSubject = (offset: number): string => offset.toString(16).padStart(64, '0');

/** The record at an offset of a log of disclosures: always the same one. Every seventh is of an older release. */
export function sampleRecord(offset: number, { apartMs = 1 } = {}): LoggedRecord {
  const facts = {
    auction: `auction-${offset}`,
    atMs: 1_800_000_000_000 + offset * apartMs,
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
  const record: DisclosureRecord | DisclosureRecordV1 =
    offset % 7 === 6 ? { v: 1, ...facts } : { v: 2, ...facts, subject: sampleSubject(offset) };
  return { offset, value: encodeRecord(record) };
}

/** Batches of `itemsMax` items over the records `[from, to)`. */
export function sampleBatches(
  from: number,
  to: number,
  { itemsMax = 4, apartMs = 1 } = {},
): readonly Batch[] {
  let rest: readonly LoggedRecord[] = Array.from({ length: to - from }, (_, at) =>
    sampleRecord(from + at, { apartMs }),
  );
  const batches: Batch[] = [];
  while (rest.length > 0) {
    const made = makeBatch(rest, { saltKey: SALT_KEY, itemsMax });
    if (made.status !== 'made') throw new Error(made.status);
    batches.push(made.batch);
    rest = made.rest;
  }
  return batches;
}
