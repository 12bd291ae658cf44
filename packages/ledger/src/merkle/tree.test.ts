import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_EDGE, edgeRoot, growEdge } from '../log/tree-edge.ts';
import { leafHash, nodeHash, sha256 } from './hashing.ts';
import { consistencyRanges, pathOf, rangeRoot, rootOf } from './small-tree.ts';
import { TILE_WIDTH, tilePath } from './tile-path.ts';
import { tileTree } from './tile-proofs.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

/** MTH of RFC 6962, 2.1, word for word: the reference that everything else is compared with. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return only;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

describe('trees in memory', () => {
  it('have the root of the definition, and proofs that hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, leafSeed, olderSeed) => {
        const leaves = leavesOf(size);
        const root = naiveRoot(leaves);
        expect(rootOf(leaves)).toEqual(root);
        const index = leafSeed % size;
        const leaf = leaves[index] ?? root;
        const inclusion = { index, size, leafHash: leaf, root, proof: pathOf(leaves, index) };
        expect(verifyInclusion(inclusion)).toBe(true);
        expect(verifyInclusion({ ...inclusion, index: (index + 1) % size })).toBe(size === 1);

        const size1 = olderSeed % (size + 1);
        const proof = consistencyRanges(size1, size).map((range) => rangeRoot(leaves, range));
        const root1 = naiveRoot(leaves.slice(0, size1));
        const consistency = { size1, size2: size, root1, root2: root, proof };
        expect(verifyConsistency(consistency)).toBe(true);
        if (size1 > 0 && size1 < size) {
          expect(verifyConsistency({ ...consistency, root1: root })).toBe(false);
          expect(verifyConsistency({ ...consistency, proof: proof.slice(1) })).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('trees in tiles', () => {
  it('grow to the same roots and give the same proofs over several levels of tiles', async () => {
    const size = 2 * TILE_WIDTH ** 2 + 3 * TILE_WIDTH + 77;
    const leaves = leavesOf(size);
    const files = new Map<string, Uint8Array>();
    let edge = EMPTY_EDGE;
    for (let at = 0; at < size; at += TILE_WIDTH) {
      const { edge: next, grown } = growEdge(edge, leaves.slice(at, at + TILE_WIDTH));
      for (const { tile, hashes } of grown) files.set(tilePath(tile), Buffer.concat(hashes));
      edge = next;
    }
    expect(edgeRoot(edge)).toEqual(rootOf(leaves));
    const tree = tileTree({ read: async (path) => files.get(path) }, size);
    expect(await tree.root()).toEqual(rootOf(leaves));
    for (const index of [0, 255, 256, 65_535, 65_536, 131_500, size - 1])
      expect(await tree.inclusionProof(index)).toEqual(pathOf(leaves, index));
    for (const size1 of [1, 200, 256, 65_536, 70_000, 131_072, size - 1]) {
      const own = consistencyRanges(size1, size).map((range) => rangeRoot(leaves, range));
      expect(await tree.consistencyProof(size1)).toEqual(own);
    }
  });
});
