import { indexFilePath } from '../batches/auction-index.ts';
import { batchFilePath } from '../batches/batch-file.ts';
import { CHECKPOINT_PATH, KEY_PATH } from '../log/open-ledger.ts';
import { parseTilePath, TILE_WIDTH, type Tile, widthIn } from '../merkle/tile-path.ts';

/** What a folder holds, file by file: each is part of the tree, ahead of it, or none of the log's. */
export interface FolderFiles {
  /** The files that hold hashes of this tile, partial ones and the full one. */
  tilesAt(place: Pick<Tile, 'level' | 'index'>): readonly Tile[];
  has(path: string): boolean;
  readonly ahead: readonly string[];
  readonly unexpected: readonly string[];
}

export function accountFiles(paths: readonly string[], size: number): FolderFiles {
  const tiles = new Map<string, Tile[]>();
  const ahead: string[] = [];
  const unexpected: string[] = [];
  for (const path of paths) {
    if (path === CHECKPOINT_PATH || path === KEY_PATH) continue;
    const tile = parseTilePath(path);
    if (tile !== undefined && widthIn(size, tile) > 0) {
      const place = placeOf(tile);
      const known = tiles.get(place) ?? [];
      known.push(tile);
      tiles.set(place, known);
    } else if (tile !== undefined || path === `${CHECKPOINT_PATH}.new`) ahead.push(path);
    else if (isFileOf(path, batchFilePath)) {
      if (numberIn(path) * TILE_WIDTH >= size) ahead.push(path);
    } else if (!isFileOf(path, indexFilePath)) unexpected.push(path);
    else if ((numberIn(path) + 1) * TILE_WIDTH > size) ahead.push(path);
  }
  const all = new Set(paths);
  return {
    has: (path) => all.has(path),
    tilesAt: (place) => tiles.get(placeOf(place)) ?? [],
    ahead,
    unexpected,
  };
}

const placeOf = ({ level, index }: Pick<Tile, 'level' | 'index'>): string => `${level}/${index}`;

/** The bundle's number in the path of one of its files. */
const numberIn = (path: string): number =>
  Number(path.slice(path.indexOf('/') + 1).replace(/[x/]/g, '') || Number.NaN);

const isFileOf = (path: string, pathOf: (index: number) => string): boolean => {
  const index = numberIn(path);
  return Number.isSafeInteger(index) && path === pathOf(index);
};
