import { indexEntries, indexFile, indexFilePath } from '../batches/auction-index.ts';
import { batchFilePath, readBatches, type StoredBatch } from '../batches/batch-file.ts';
import { decodeItem, isDisclosure } from '../batches/disclosure.ts';
import { decodeLeaf, itemHash, type Leaf } from '../batches/leaf.ts';
import { decodeEntries, encodeEntries } from '../merkle/entry-bundle.ts';
import { HASH_BYTES, leafHash } from '../merkle/hashing.ts';
import { rootOf } from '../merkle/small-tree.ts';
import { TILE_WIDTH, type Tile, tilePath } from '../merkle/tile-path.ts';
import { checkTileFiles, type FolderCheck } from './folder-check.ts';

export interface Totals {
  readonly disclosures: number;
  readonly unreadable: number;
  /** Disclosures and records of batches that are no longer kept: the tree still commits to them. */
  readonly expired: number;
  readonly nextOffset: number;
}

/** One batch file as read, and what it and the bundle beside it say of each leaf. */
interface Bundle {
  readonly index: number;
  readonly width: number;
}

/**
 * Verifies up to 256 leaves: batches against leaves, leaves against hashes. Of the three that tell of a leaf (batch
 * file, entry bundle, tile) two that agree convict the third. Resolves with the leaf hashes and the totals so far.
 */
export async function verifyBundle(
  check: FolderCheck,
  bundle: Bundle,
  before: Totals,
): Promise<{ hashes: readonly Buffer[]; totals: Totals }> {
  const batches = await readBatchFile(check, bundle);
  const { entries, hashes } = await readPublic(check, bundle);
  const path = batchFilePath(bundle.index);
  const leaves = Array.from({ length: bundle.width }, (_, at) =>
    agreedLeaf(batches[at]?.leafBytes, entries[at], hashes[at]),
  );
  const decoded = leaves.map(decodeLeaf);
  const isExpired = !check.files.has(path) && mayBeGone(check, decoded.at(-1));
  if (!check.files.has(path) && !isExpired) check.report(path, 'missing');
  const isWhole = batches.every((batch, at) => isBatchOf(batch, leaves[at]));
  if (batches.length > 0 && !(isWhole && batches.length === bundle.width)) check.report(path, 'different');

  const ends = [0];
  for (const leaf of leaves) ends.push((ends.at(-1) ?? 0) + 2 + leaf.length);
  const tile: Tile = { level: 'entries', ...bundle };
  await checkTileFiles(check, tile, { expected: encodeEntries(leaves), endOf: (width) => ends[width] ?? 0 });
  await checkIndex(check, bundle, batches);
  if (!followsOn(decoded, before.nextOffset)) check.report(tilePath(tile), 'gap');
  return { hashes: leaves.map(leafHash), totals: addTotals(before, { batches, leaves: decoded, isExpired }) };
}

/** Whether the batches of the bundle that ends with this leaf are older than they must be kept. */
const mayBeGone = ({ batchesSinceS }: FolderCheck, last: Leaf | undefined): boolean =>
  last !== undefined && last.timeS < batchesSinceS;

/** An index, where there is one, says exactly what the batches of its bundle give; without them there must be none. */
async function checkIndex(
  check: FolderCheck,
  { index, width }: Bundle,
  batches: readonly StoredBatch[],
): Promise<void> {
  const path = indexFilePath(index);
  if (!check.files.has(path) || width < TILE_WIDTH) return;
  if (batches.length === 0) return check.report(path, 'unexpected');
  const expected = indexFile(Buffer.concat(batches.map(({ items }, at) => indexEntries(items, at))));
  if (!expected.equals((await check.folder.read(path)) ?? new Uint8Array())) check.report(path, 'different');
}

async function readBatchFile(check: FolderCheck, { index, width }: Bundle): Promise<readonly StoredBatch[]> {
  const path = batchFilePath(index);
  const bytes = await check.folder.read(path);
  const batches = [...readBatches(bytes ?? new Uint8Array())].slice(0, width);
  if (bytes !== undefined && batches.length === 0) check.report(path, 'different');
  if (batches.length === width && bytes && (batches.at(-1)?.end ?? 0) < bytes.length)
    check.report(path, 'ahead');
  return batches;
}

/** The widest files there are: what narrower ones hold is compared with them afterwards. */
async function readPublic(
  { folder, files }: FolderCheck,
  { index }: Bundle,
): Promise<{ entries: readonly Uint8Array[]; hashes: readonly Buffer[] }> {
  const widest = async (level: Tile['level']): Promise<Uint8Array> => {
    const tile = files.tilesAt({ level, index }).reduce<Tile | undefined>((best, one) => {
      return best === undefined || one.width > best.width ? one : best;
    }, undefined);
    return (tile && (await folder.read(tilePath(tile)))) ?? new Uint8Array();
  };
  const bytes = Buffer.from(await widest(0));
  const hashes = Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
  return { entries: decodeEntries(await widest('entries')) ?? [], hashes };
}

function agreedLeaf(
  inBatch: Uint8Array | undefined,
  inBundle: Uint8Array | undefined,
  hash: Buffer | undefined,
): Uint8Array {
  const candidates = [inBundle, inBatch].filter((leaf) => leaf !== undefined);
  const hashed = candidates.find((leaf) => hash !== undefined && leafHash(leaf).equals(hash));
  return hashed ?? candidates[0] ?? new Uint8Array();
}

/** Whether the batch is the one that the leaf commits to, with every item sound and in place. */
function isBatchOf({ leafBytes, items }: StoredBatch, leafAgreed: Uint8Array | undefined): boolean {
  const leaf = decodeLeaf(leafBytes);
  if (leaf === undefined || leafAgreed === undefined || Buffer.compare(leafBytes, leafAgreed) !== 0)
    return false;
  if (items.length !== leaf.count || rootOf(items.map(itemHash)).toString('base64') !== leaf.batch)
    return false;
  let last = leaf.from;
  return items.every((bytes) => {
    const reading = decodeItem(bytes);
    if (!reading.ok || reading.item.offset < last || reading.item.offset >= leaf.to) return false;
    last = reading.item.offset;
    return true;
  });
}

function followsOn(leaves: readonly (Leaf | undefined)[], from: number): boolean {
  let expected = from;
  return leaves.every((leaf) => {
    const follows = leaf?.from === expected;
    expected = leaf?.to ?? Number.NaN;
    return follows;
  });
}

function addTotals(
  before: Totals,
  bundle: { batches: readonly StoredBatch[]; leaves: readonly (Leaf | undefined)[]; isExpired: boolean },
): Totals {
  const { batches, leaves, isExpired } = bundle;
  const items = batches.flatMap((batch) => batch.items).map(decodeItem);
  const disclosures = items.filter((reading) => reading.ok && isDisclosure(reading.item)).length;
  return {
    disclosures: before.disclosures + disclosures,
    unreadable: before.unreadable + items.length - disclosures,
    expired: before.expired + (isExpired ? leaves.reduce((sum, leaf) => sum + (leaf?.count ?? 0), 0) : 0),
    nextOffset: leaves.at(-1)?.to ?? before.nextOffset,
  };
}
