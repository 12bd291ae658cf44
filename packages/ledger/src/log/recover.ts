import { indexEntries } from '../batches/auction-index.ts';
import type { Batch } from '../batches/batch.ts';
import { batchFileOf, readBatches, type StoredBatch } from '../batches/batch-file.ts';
import { decodeLeaf, itemHash, type Leaf } from '../batches/leaf.ts';
import type { LedgerFile, LedgerStore } from '../ledger-store.ts';
import { decodeEntries } from '../merkle/entry-bundle.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { rootOf } from '../merkle/small-tree.ts';
import { rightmostTiles, TILE_WIDTH, tilePath } from '../merkle/tile-path.ts';
import { splitHashes } from '../merkle/tile-proofs.ts';
import type { TreeHead } from '../notes/checkpoint.ts';
import { EMPTY_END, type LogEnd, nextOffsetOf } from './commit-files.ts';
import { LedgerFault } from './ledger-fault.ts';
import { EMPTY_EDGE, edgeRoot, type TreeEdge } from './tree-edge.ts';

export interface Recovered {
  readonly end: LogEnd;
  /** Durable batches without a checkpoint. */
  readonly pending: readonly Batch[];
  /** Cuts off what is left of a batch that was not written to its end. */
  readonly torn: LedgerFile | undefined;
}

/**
 * Reads the log's end at its checkpoint: the right edge of the tree, whose root must be the signed one, and the batches
 * that were durable before an end came between them and their checkpoint. Bounded work, whatever the log's size.
 */
export async function recover(store: LedgerStore, head: TreeHead): Promise<Recovered> {
  const edge = await readEdge(store, head);
  const inBundle = head.size % TILE_WIDTH;
  const bundle = inBundle === 0 ? EMPTY_END.bundle : await readBundle(store, head.size);
  const last = await readLastLeaf(store, head.size);
  const path = batchFileOf(head.size);
  const file = (await store.read(path)) ?? new Uint8Array();
  const stored = [...readBatches(file)];
  const batchBytes = inBundle === 0 ? 0 : stored[inBundle - 1]?.end;
  if (batchBytes === undefined) throw new LedgerFault('ledger.damaged', { file: path });
  const pending = pendingOf(stored.slice(inBundle, TILE_WIDTH), nextOffsetOf({ last }));
  const whole = stored[inBundle + pending.length - 1]?.end ?? 0;
  const torn = whole < file.length ? { path, at: whole, bytes: new Uint8Array() } : undefined;
  const index = Buffer.concat(stored.slice(0, inBundle).map(({ items }, at) => indexEntries(items, at)));
  return { end: { edge, bundle, batchBytes, index, last }, pending, torn };
}

async function readEdge(store: LedgerStore, { size, root }: TreeHead): Promise<TreeEdge> {
  const levels: (readonly Buffer[])[] = [];
  let checked = '';
  for (const tile of rightmostTiles(size)) {
    checked = tilePath(tile);
    const bytes = await store.read(checked);
    if (bytes?.length !== tile.width * HASH_BYTES) throw new LedgerFault('ledger.damaged', { file: checked });
    levels.push(tile.width === TILE_WIDTH ? [] : splitHashes(bytes, tile.width));
  }
  const edge = size === 0 ? EMPTY_EDGE : { size, levels };
  if (!edgeRoot(edge).equals(root)) throw new LedgerFault('ledger.damaged', { file: checked });
  return edge;
}

async function readBundle(store: LedgerStore, size: number): Promise<Buffer> {
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const path = tilePath({ level: 'entries', index, width: size - index * TILE_WIDTH });
  const bytes = await store.read(path);
  if (bytes === undefined) throw new LedgerFault('ledger.damaged', { file: path });
  return Buffer.from(bytes);
}

async function readLastLeaf(store: LedgerStore, size: number): Promise<Leaf | undefined> {
  if (size === 0) return undefined;
  const entries = decodeEntries(await readBundle(store, size));
  const last = entries?.at(-1);
  const leaf = last && decodeLeaf(last);
  if (leaf === undefined) throw new LedgerFault('ledger.damaged', { file: 'tile/entries' });
  return leaf;
}

/** Whole batches that go on where the tree ends. What follows a torn one was never acknowledged and is made again. */
function pendingOf(stored: readonly StoredBatch[], nextOffset: number): readonly Batch[] {
  const pending: Batch[] = [];
  let expected = nextOffset;
  for (const { leafBytes, items } of stored) {
    const leaf = decodeLeaf(leafBytes);
    if (leaf === undefined || leaf.from !== expected || leaf.count !== items.length) break;
    if (rootOf(items.map(itemHash)).toString('base64') !== leaf.batch) break;
    pending.push({ leaf, leafBytes, items });
    expected = leaf.to;
  }
  return pending;
}
