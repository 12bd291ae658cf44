import { HASH_BYTES, leafHash } from '../merkle/hashing.ts';
import { decodeBase64 } from '../notes/base64.ts';
import { canonicalJson } from './canonical-json.ts';

/** An entry of the public log: it commits to one batch of disclosures and says nothing about any of them. */
export interface Leaf {
  readonly v: 1;
  /** The records `[from, to)` of the event log's topic of disclosures. */
  readonly from: number;
  readonly to: number;
  /** Items in the batch: disclosures, and records that could not be read. */
  readonly count: number;
  /** POSIX seconds of the minute of the batch's first disclosure; of its second in leaves of older releases. */
  readonly timeS: number;
  /** Root of the batch's tree, base64. */
  readonly batch: string;
}

/** Stands before what is hashed, so that neither of the two trees can be taken for the other. */
const LEAF_DOMAIN = 'jianchat/ledger-leaf/1\n';
const ITEM_DOMAIN = Buffer.from('jianchat/disclosure/1\n');

/** The entry's bytes, as they stand in the entry bundle: the domain line and canonical JSON (RFC 8785). */
export const encodeLeaf = (leaf: Leaf): Buffer => Buffer.from(LEAF_DOMAIN + canonicalJson(leaf));

export const isSameLeaf = (a: Leaf, b: Leaf): boolean => encodeLeaf(a).equals(encodeLeaf(b));

/** Undefined unless the bytes are exactly what `encodeLeaf` writes of a leaf that can be. */
export function decodeLeaf(bytes: Uint8Array): Leaf | undefined {
  const text = Buffer.from(bytes).toString();
  if (!text.startsWith(LEAF_DOMAIN)) return undefined;
  try {
    const leaf: unknown = JSON.parse(text.slice(LEAF_DOMAIN.length));
    return isLeaf(leaf) && encodeLeaf(leaf).equals(bytes) ? leaf : undefined;
  } catch {
    return undefined;
  }
}

const COUNTS = ['from', 'to', 'count', 'timeS'] as const;

export function isLeaf(value: unknown): value is Leaf {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 6) return false;
  const leaf = value as Partial<Record<keyof Leaf, unknown>>;
  const counts = COUNTS.every((name) => Number.isSafeInteger(leaf[name]) && Number(leaf[name]) >= 0);
  const root = typeof leaf.batch === 'string' ? decodeBase64(leaf.batch) : undefined;
  return leaf.v === 1 && counts && Number(leaf.from) < Number(leaf.to) && root?.length === HASH_BYTES;
}

/** Leaf hash of an item in its batch's tree. */
export function itemHash(item: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(ITEM_DOMAIN.length + item.length);
  bytes.set(ITEM_DOMAIN);
  bytes.set(item, ITEM_DOMAIN.length);
  return leafHash(bytes);
}
