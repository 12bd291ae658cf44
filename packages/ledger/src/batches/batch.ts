import { createHmac } from 'node:crypto';
import type { DisclosureRecord, DisclosureRecordV1 } from '@jianchat/events';
import { sha256 } from '../merkle/hashing.ts';
import { rootOf } from '../merkle/small-tree.ts';
import { disclosureOf, encodeItem, encodeOrdered, minuteOf, signalDigest } from './disclosure.ts';
import { encodeLeaf, itemHash, type Leaf } from './leaf.ts';
import { parseRecord } from './record.ts';

/** A leaf and what it commits to. */
export interface Batch {
  readonly leaf: Leaf;
  readonly leafBytes: Uint8Array;
  /** Canonical bytes of the items, in order. */
  readonly items: readonly Uint8Array[];
}

/** A record of the log's topic of disclosures at its place. */
export interface LoggedRecord {
  readonly offset: number;
  readonly value: Uint8Array;
}

export type BatchOutcome =
  | { readonly status: 'made'; readonly batch: Batch; readonly rest: readonly LoggedRecord[] }
  | { readonly status: 'none' }
  /** The first record is of a release later than this: it waits for that release. */
  | { readonly status: 'newer' };

const ITEMS_DEFAULT = 256;

/**
 * Makes a batch of the first records, as many as stay within `itemsMax` items, at least one. Pure: the same records and
 * key give the same bytes.
 * @param options.saltKey 32 secret bytes; never those that sign.
 */
export function makeBatch(
  records: readonly LoggedRecord[],
  options: { saltKey: Uint8Array; itemsMax?: number },
): BatchOutcome {
  const [first] = records;
  if (first === undefined) return { status: 'none' };
  const saltOf = saltsFrom(options.saltKey, first.offset);
  const items: Buffer[] = [];
  let timeS = 0;
  let taken = 0;
  for (const { offset, value } of records) {
    if (offset !== first.offset + taken) break; // a batch has no gaps
    const reading = parseRecord(value);
    if (reading.status === 'newer') break;
    const count = reading.status === 'read' ? reading.record.entries.length : 1;
    if (taken > 0 && items.length + count > (options.itemsMax ?? ITEMS_DEFAULT)) break;
    if (reading.status === 'read') {
      if (timeS === 0) timeS = timeOf(reading.record);
      items.push(...itemsOf(reading.record, { offset, saltOf, first: items.length }));
    } else {
      const unreadable = sha256(value).toString('hex');
      items.push(encodeItem({ v: 1, offset, unreadable, salt: saltOf(items.length) }));
    }
    taken += 1;
  }
  if (taken === 0) return { status: 'newer' };
  const bounds = { from: first.offset, to: first.offset + taken, timeS };
  return { status: 'made', batch: batchOf(items, bounds), rest: records.slice(taken) };
}

/** The leaf is as coarse as the disclosures in it. Leaves of older records stay what they were. */
const timeOf = ({ v, atMs }: DisclosureRecord | DisclosureRecordV1): number =>
  v === 1 ? Math.floor(atMs / 1000) : minuteOf(atMs);

function itemsOf(
  record: DisclosureRecord | DisclosureRecordV1,
  place: { offset: number; saltOf: (item: number) => string; first: number },
): readonly Buffer[] {
  const { offset, saltOf, first } = place;
  const signals = signalDigest(record);
  return record.entries.map((entry, at) =>
    encodeOrdered(disclosureOf(record, entry, { offset, signals, salt: saltOf(first + at) })),
  );
}

function batchOf(items: readonly Buffer[], bounds: { from: number; to: number; timeS: number }): Batch {
  const batch = rootOf(items.map(itemHash)).toString('base64');
  const leaf: Leaf = { v: 1, ...bounds, count: items.length, batch };
  return { leaf, leafBytes: encodeLeaf(leaf), items };
}

/** Salts of a batch's items: 16 bytes as hex, from one HMAC for the batch and one hash for each item. */
function saltsFrom(key: Uint8Array, from: number): (item: number) => string {
  const input = Buffer.alloc(36);
  createHmac('sha256', key).update(`jianchat/ledger-salt/1\n${from}`).digest().copy(input);
  return (item) => {
    input.writeUInt32BE(item, 32);
    return sha256(input).toString('hex', 0, 16);
  };
}
