import { indexFilePath, lookUpAuction } from '../batches/auction-index.ts';
import { batchFilePath, readBatches, type StoredBatch } from '../batches/batch-file.ts';
import { type BatchItem, decodeItem, isDisclosure } from '../batches/disclosure.ts';
import { decodeLeaf, itemHash } from '../batches/leaf.ts';
import type { LedgerReader } from '../ledger-store.ts';
import { CHECKPOINT_PATH } from '../log/open-ledger.ts';
import { pathOf } from '../merkle/small-tree.ts';
import { TILE_WIDTH } from '../merkle/tile-path.ts';
import { tileTree } from '../merkle/tile-proofs.ts';
import { parseCheckpoint } from '../notes/checkpoint.ts';
import { type ItemProof, PROOF_FORMAT, type ProofDocument } from './proof-document.ts';

export type ProofOutcome =
  | { readonly status: 'proven'; readonly document: ProofDocument }
  /** No leaf below the checkpoint has a disclosure of this auction. */
  | { readonly status: 'unknown' }
  /** The folder holds no checkpoint, or none that can be read. */
  | { readonly status: 'no-checkpoint' };

/**
 * Proves what was disclosed in one auction, towards one recipient or all of them. Looks it up bundle by bundle from the
 * newest back, through the batches themselves only where a bundle has no index yet. Works beside the log's writer.
 */
export async function proveAuction(
  reader: LedgerReader,
  wanted: { auction: string; recipient?: string },
): Promise<ProofOutcome> {
  const bytes = await reader.read(CHECKPOINT_PATH);
  const checkpoint = bytes && parseCheckpoint(bytes);
  if (bytes === undefined || checkpoint === undefined) return { status: 'no-checkpoint' };
  const found = await findBatch(reader, { ...wanted, size: checkpoint.size });
  if (found === undefined) return { status: 'unknown' };
  const document = await documentOf(found, { reader, checkpoint: bytes, size: checkpoint.size });
  return document === undefined ? { status: 'unknown' } : { status: 'proven', document };
}

/** The proof of some disclosures of one leaf. */
export async function documentOf(
  { leafIndex, batch, indexes }: Found,
  { reader, checkpoint, size }: { reader: LedgerReader; checkpoint: Uint8Array; size: number },
): Promise<ProofDocument | undefined> {
  const leaf = decodeLeaf(batch.leafBytes);
  if (leaf === undefined) return undefined;
  const leafProof = await tileTree(reader, size).inclusionProof(leafIndex);
  return {
    format: PROOF_FORMAT,
    checkpoint: Buffer.from(checkpoint).toString(),
    leafIndex,
    leaf,
    leafProof: leafProof.map((hash) => hash.toString('base64')),
    items: itemProofs(batch, indexes),
  };
}

/** Disclosures found, by their places in a batch. */
export interface Found {
  readonly leafIndex: number;
  readonly batch: StoredBatch;
  readonly indexes: readonly number[];
}

async function findBatch(
  reader: LedgerReader,
  wanted: { auction: string; recipient?: string; size: number },
): Promise<Found | undefined> {
  for (let file = Math.ceil(wanted.size / TILE_WIDTH) - 1; file >= 0; file -= 1) {
    const leaves = await leavesOf(reader, { file, auction: wanted.auction });
    if (leaves?.length === 0) continue;
    const bytes = await reader.read(batchFilePath(file));
    // Most files don't name the auction: no need to take those apart.
    if (bytes === undefined || !Buffer.from(bytes).includes(wanted.auction)) continue;
    let leafIndex = file * TILE_WIDTH;
    for (const batch of readBatches(bytes)) {
      if (leafIndex >= wanted.size) break;
      const indexes =
        leaves === undefined || leaves.includes(leafIndex % TILE_WIDTH) ? matching(batch, wanted) : [];
      if (indexes.length > 0) return { leafIndex, batch, indexes };
      leafIndex += 1;
    }
  }
  return undefined;
}

/** The leaves of a bundle that the index names; undefined where there is none and the batches must be looked through. */
async function leavesOf(
  reader: LedgerReader,
  { file, auction }: { file: number; auction: string },
): Promise<readonly number[] | undefined> {
  const index = await reader.read(indexFilePath(file));
  return index && lookUpAuction(index, auction);
}

function matching(batch: StoredBatch, wanted: { auction: string; recipient?: string }): readonly number[] {
  return batch.items.flatMap((bytes, index) => {
    const item = itemOf(bytes);
    if (item === undefined || !isDisclosure(item) || item.auction !== wanted.auction) return [];
    return wanted.recipient === undefined || wanted.recipient === item.recipient ? [index] : [];
  });
}

function itemProofs(batch: StoredBatch, indexes: readonly number[]): readonly ItemProof[] {
  const hashes = batch.items.map(itemHash);
  return indexes.flatMap((index) => {
    const item = itemOf(batch.items[index] ?? new Uint8Array());
    const proof = pathOf(hashes, index).map((hash) => hash.toString('base64'));
    return item === undefined ? [] : [{ index, item, proof }];
  });
}

function itemOf(bytes: Uint8Array): BatchItem | undefined {
  const reading = decodeItem(bytes);
  return reading.ok ? reading.item : undefined;
}
