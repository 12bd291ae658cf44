import { indexFilePath } from '../batches/auction-index.ts';
import { batchFilePath } from '../batches/batch-file.ts';
import { decodeLeaf, type Leaf } from '../batches/leaf.ts';
import type { LedgerStore } from '../ledger-store.ts';
import { decodeEntries } from '../merkle/entry-bundle.ts';
import { TILE_WIDTH, tilePath } from '../merkle/tile-path.ts';

export interface Pruned {
  /** Bundles whose batches were deleted now. */
  readonly bundles: number;
  /** Records of the event log below this offset are committed and their disclosures no longer kept. */
  readonly beforeOffset: number;
}

/**
 * Deletes the batches (and indexes) of full bundles whose last disclosures are older than `beforeS`, oldest first. The public
 * tree stays, and with it every proof that was handed out; new ones of these disclosures can't be made any more. Works
 * beside the log's writer, which never touches a full bundle.
 * @param size of the tree that is signed
 */
export async function pruneBatches(
  store: Pick<LedgerStore, 'read' | 'list' | 'remove'>,
  { size, beforeS }: { size: number; beforeS: number },
): Promise<Pruned> {
  const files = new Set(await store.list());
  let bundles = 0;
  let beforeOffset = 0;
  for (let index = 0; (index + 1) * TILE_WIDTH <= size; index += 1) {
    const last = await lastLeaf(store, index);
    if (last === undefined || last.timeS >= beforeS) break;
    beforeOffset = last.to;
    const paths = [batchFilePath(index), indexFilePath(index)].filter((path) => files.has(path));
    if (paths.length === 0) continue;
    await store.remove(paths);
    bundles += 1;
  }
  return { bundles, beforeOffset };
}

async function lastLeaf(store: Pick<LedgerStore, 'read'>, index: number): Promise<Leaf | undefined> {
  const bytes = await store.read(tilePath({ level: 'entries', index, width: TILE_WIDTH }));
  const last = bytes && decodeEntries(bytes)?.at(-1);
  return last && decodeLeaf(last);
}
