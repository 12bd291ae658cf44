import { hash } from 'node:crypto';
import { indexPath } from '../merkle/tile-path.ts';

/**
 * Where the auctions of a full entry bundle's batches are, so that a proof need not look through all batches. Not public
 * and no evidence: what it says is checked against the batch, and it can be made again from the batches.
 *
 * Entries of 8 bytes in rising order: 7 bytes of the SHA-256 of the auction's id, and the leaf's place in the bundle.
 */
export const indexFilePath = (index: number): string => `index/${indexPath(index)}`;

const ENTRY_BYTES = 8;
const AUCTION_FIRST = '{"auction":"';
const AUCTION_END = Buffer.from('","contract":"');

/** Entries of one batch, in no order. @param leaf place in the bundle, 0 to 255 */
export function indexEntries(items: readonly Uint8Array[], leaf: number): Buffer {
  const entries: Buffer[] = [];
  let last = '';
  for (const item of items) {
    const auction = auctionText(item);
    if (auction === undefined || auction === last) continue;
    last = auction;
    entries.push(entryOf(auction, leaf));
  }
  return Buffer.concat(entries);
}

/** The file of a full bundle from the entries of its batches. */
export function indexFile(entries: Uint8Array): Buffer {
  const buffer = asBuffer(entries);
  const numbers = new BigUint64Array(buffer.length / ENTRY_BYTES);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = buffer.readBigUInt64BE(at * ENTRY_BYTES);
  numbers.sort();
  const file = Buffer.allocUnsafe(buffer.length);
  for (const [at, number] of numbers.entries()) file.writeBigUInt64BE(number, at * ENTRY_BYTES);
  return file;
}

/** Places in the bundle of the leaves that may have disclosures of the auction; a few bytes can be alike. */
export function lookUpAuction(file: Uint8Array, auction: string): readonly number[] {
  const buffer = asBuffer(file);
  const first = entryOf(JSON.stringify(auction).slice(1, -1), 0).readBigUInt64BE();
  let low = 0;
  let high = Math.floor(buffer.length / ENTRY_BYTES);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (buffer.readBigUInt64BE(middle * ENTRY_BYTES) < first) low = middle + 1;
    else high = middle;
  }
  const leaves: number[] = [];
  for (let at = low * ENTRY_BYTES; at + ENTRY_BYTES <= buffer.length; at += ENTRY_BYTES) {
    const entry = buffer.readBigUInt64BE(at);
    if (entry >> 8n !== first >> 8n) break;
    leaves.push(Number(entry & 255n));
  }
  return leaves;
}

function entryOf(auction: string, leaf: number): Buffer {
  const entry = Buffer.from(hash('sha256', auction, 'buffer').subarray(0, ENTRY_BYTES));
  entry[ENTRY_BYTES - 1] = leaf;
  return entry;
}

/**
 * The auction's id in an item's canonical bytes, as it stands between its quotes: the first member of a disclosure, and
 * none of a record that could not be read. Within a JSON text no quote stands bare, so its end can't be mistaken.
 */
export function auctionText(item: Uint8Array): string | undefined {
  const bytes = asBuffer(item);
  if (bytes.toString('latin1', 0, AUCTION_FIRST.length) !== AUCTION_FIRST) return undefined;
  const end = bytes.indexOf(AUCTION_END, AUCTION_FIRST.length);
  return end === -1 ? undefined : bytes.toString('utf8', AUCTION_FIRST.length, end);
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
