import { EMPTY_EDGE, edgeRoot, type GrownTile, growEdge } from '../log/tree-edge.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { rightmostTiles, TILE_WIDTH } from '../merkle/tile-path.ts';
import { checkTileFiles, type FolderCheck } from './folder-check.ts';

/** The tree as it follows from the leaves; its tiles are compared with the files as they fill. */
export interface ExpectedTree {
  /** The leaf hashes of the next bundle. */
  add(hashes: readonly Buffer[]): Promise<void>;
  /** Compares the tiles that are partial at the end. */
  finish(): Promise<void>;
  root(): Buffer;
}

export function createExpectedTree(check: FolderCheck): ExpectedTree {
  let edge = EMPTY_EDGE;
  const compare = ({ tile, hashes }: GrownTile): Promise<void> =>
    checkTileFiles(check, tile, {
      expected: Buffer.concat(hashes),
      endOf: (width) => width * HASH_BYTES,
    });
  return {
    async add(hashes) {
      const { edge: next, grown } = growEdge(edge, hashes);
      edge = next;
      for (const one of grown) if (one.tile.width === TILE_WIDTH) await compare(one);
    },
    async finish() {
      for (const tile of rightmostTiles(edge.size))
        if (tile.width < TILE_WIDTH) await compare({ tile, hashes: edge.levels[tile.level] ?? [] });
    },
    root: () => edgeRoot(edge),
  };
}
