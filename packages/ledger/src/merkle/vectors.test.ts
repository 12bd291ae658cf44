import { describe, expect, it } from 'vitest';
import vectors from '../fixtures/transparency-dev-merkle.json' with { type: 'json' };
import { EMPTY_ROOT, leafHash } from './hashing.ts';
import { consistencyRanges, pathOf, rangeRoot, rootOf } from './small-tree.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

const hash = (base64: string) => Buffer.from(base64, 'base64');
const leaves = vectors.leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));

describe('proofs of RFC 6962 by others', () => {
  it.each(vectors.inclusion)('inclusion $leafIdx of $treeSize: $desc', (claim) => {
    const { leafIdx: index, treeSize: size, root, proof, wantErr } = claim;
    const verdict = verifyInclusion({
      index,
      size,
      root: hash(root),
      leafHash: hash(claim.leafHash),
      proof: proof.map(hash),
    });
    expect(verdict).toBe(!wantErr);
    if (wantErr) return;
    const tree = leaves.slice(0, size);
    expect(rootOf(tree).toString('base64')).toBe(root);
    expect(pathOf(tree, index).map((node) => node.toString('base64'))).toEqual(proof);
  });

  it.each(vectors.consistency)('consistency of $size1 with $size2: $desc', (claim) => {
    const { size1, size2, root1, root2, proof, wantErr } = claim;
    const verdict = verifyConsistency({
      size1,
      size2,
      root1: hash(root1),
      root2: hash(root2),
      proof: proof.map(hash),
    });
    expect(verdict).toBe(!wantErr);
    if (wantErr) return;
    const tree = leaves.slice(0, size2);
    const own = consistencyRanges(size1, size2).map((range) => rangeRoot(tree, range).toString('base64'));
    expect(own).toEqual(proof);
  });

  it('has the roots that Certificate Transparency publishes for its eight test leaves', () => {
    const roots = leaves.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString('hex'));
    expect(roots).toEqual(vectors.roots);
    expect(EMPTY_ROOT.toString('hex')).toBe(vectors.emptyRoot);
  });
});
