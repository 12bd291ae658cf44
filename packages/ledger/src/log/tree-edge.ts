import { EMPTY_ROOT } from '../merkle/hashing.ts';
import { joinSubtrees, perfectSubtrees } from '../merkle/ranges.ts';
import { perfectRoot } from '../merkle/small-tree.ts';
import { TILE_WIDTH, type Tile } from '../merkle/tile-path.ts';

/**
 * The right edge of the tree: all that appending needs. `levels[l]` holds the hashes of the tile at level l that is
 * still growing, 0 to 255 of them; whatever lies left of it is in full tiles.
 */
export interface TreeEdge {
  readonly size: number;
  readonly levels: readonly (readonly Buffer[])[];
}

export const EMPTY_EDGE: TreeEdge = { size: 0, levels: [] };

/** A tile that got more hashes, with all it holds now. */
export interface GrownTile {
  readonly tile: Tile & { readonly level: number };
  readonly hashes: readonly Buffer[];
}

/** Adds leaf hashes, no more than fill the level-0 tile. */
export function growEdge(
  { size, levels }: TreeEdge,
  added: readonly Buffer[],
): { edge: TreeEdge; grown: readonly GrownTile[] } {
  const next = [...levels];
  const grown: GrownTile[] = [];
  let hashes = added;
  for (let level = 0; hashes.length > 0; level += 1) {
    const all = [...(next[level] ?? []), ...hashes];
    if (all.length > TILE_WIDTH) throw new Error('more leaves than the tile takes');
    const before = Math.floor(size / TILE_WIDTH ** level);
    const index = Math.floor(before / TILE_WIDTH);
    grown.push({ tile: { level, index, width: all.length }, hashes: all });
    const isFull = all.length === TILE_WIDTH;
    next[level] = isFull ? [] : all;
    hashes = isFull ? [perfectRoot(all)] : [];
  }
  return { edge: { size: size + added.length, levels: next }, grown };
}

export function edgeRoot({ levels }: TreeEdge): Buffer {
  const roots = levels
    .toReversed()
    .flatMap((hashes) =>
      perfectSubtrees(0, hashes.length).map(({ height, index }) =>
        perfectRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height)),
      ),
    );
  return joinSubtrees(roots) ?? EMPTY_ROOT;
}
