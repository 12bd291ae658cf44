import { batchFilePath } from '../batches/batch-file.ts';
import { CHECKPOINT_PATH, KEY_PATH } from '../log/open-ledger.ts';
import { parseTilePath, TILE_WIDTH, type Tile, widthIn } from '../merkle/tile-path.ts';

/** What a folder holds, file by file: each is part of the tree, ahead of it, or none of the log's. */
export interface FolderFiles {
  /** The files that hold hashes of this tile, partial ones and the full one. */
  tilesAt(place: Pick<Tile, 'level' | 'index'>): readonly Tile[];
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
    else if (!isBatchFile(path)) unexpected.push(path);
    else if (batchIndex(path) * TILE_WIDTH >= size) ahead.push(path);
  }
  return { tilesAt: (place) => tiles.get(placeOf(place)) ?? [], ahead, unexpected };
}

const placeOf = ({ level, index }: Pick<Tile, 'level' | 'index'>): string => `${level}/${index}`;

const batchIndex = (path: string): number =>
  Number(path.slice(path.indexOf('/') + 1).replace(/[x/]/g, '') || Number.NaN);

const isBatchFile = (path: string): boolean => {
  const index = batchIndex(path);
  return Number.isSafeInteger(index) && path === batchFilePath(index);
};
