import type { LedgerReader } from '../ledger-store.ts';
import { EMPTY_ROOT, HASH_BYTES } from './hashing.ts';
import { joinSubtrees, perfectSubtrees, type Subtree } from './ranges.ts';
import { consistencyRanges, pathRanges, perfectRoot, type Range } from './small-tree.ts';
import { TILE_WIDTH, tilePath, widthIn } from './tile-path.ts';

/** Hashes and proofs of a tree of one size, computed from its tiles. Nothing is verified: compare with a checkpoint. */
export interface TileTree {
  root(): Promise<Buffer>;
  inclusionProof(index: number): Promise<readonly Buffer[]>;
  /** @param size1 size of the older tree. */
  consistencyProof(size1: number): Promise<readonly Buffer[]>;
}

/** @throws MissingTile when the reader does not have a tile that the size demands. */
export function tileTree(reader: LedgerReader, size: number): TileTree {
  const tiles = new Map<string, Promise<readonly Buffer[]>>();
  const tileOf = (level: number, index: number): Promise<readonly Buffer[]> => {
    const key = `${level}/${index}`;
    const known =
      tiles.get(key) ?? readTile(reader, { level, index, width: widthIn(size, { level, index }) });
    tiles.set(key, known);
    return known;
  };
  const hashOf = async ({ height, index }: Subtree): Promise<Buffer> => {
    const level = Math.floor(height / 8);
    const count = 2 ** (height % 8);
    const first = index * count;
    const at = first % TILE_WIDTH;
    return perfectRoot((await tileOf(level, Math.floor(first / TILE_WIDTH))).slice(at, at + count));
  };
  const rangeHash = async ({ begin, end }: Range): Promise<Buffer> => {
    const hashes = await Promise.all(perfectSubtrees(begin, end).map(hashOf));
    return joinSubtrees(hashes) ?? EMPTY_ROOT;
  };
  return {
    root: () => rangeHash({ begin: 0, end: size }),
    inclusionProof: (index) => Promise.all(pathRanges(size, index).map(rangeHash)),
    consistencyProof: (size1) => Promise.all(consistencyRanges(size1, size).map(rangeHash)),
  };
}

export class MissingTile extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} is missing or too short`);
    this.path = path;
  }
}

async function readTile(
  reader: LedgerReader,
  tile: { level: number; index: number; width: number },
): Promise<readonly Buffer[]> {
  return splitHashes(await readAtLeast(reader, tile), tile.width);
}

/** The tile's bytes; where the partial one was deleted because the full one is there, those of the full one. */
async function readAtLeast(
  reader: LedgerReader,
  tile: { level: number; index: number; width: number },
): Promise<Uint8Array> {
  const path = tilePath(tile);
  const bytes = (await reader.read(path)) ?? (await reader.read(tilePath({ ...tile, width: TILE_WIDTH })));
  if (bytes === undefined || bytes.length < tile.width * HASH_BYTES) throw new MissingTile(path);
  return bytes;
}

export function splitHashes(bytes: Uint8Array, width: number): readonly Buffer[] {
  return Array.from({ length: width }, (_, at) =>
    Buffer.from(bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
}
