import { EMPTY_ROOT, nodeHash } from './hashing.ts';
import { joinSubtrees, perfectSubtrees, splitPoint } from './ranges.ts';

/** Root of a tree whose leaf hashes are all in memory (RFC 6962, 2.1). */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  return leaves.length === 0 ? EMPTY_ROOT : rangeRoot(leaves, { begin: 0, end: leaves.length });
}

/** Audit path of the leaf at `index`, the nearest sibling first (RFC 6962, 2.1.1). */
export function pathOf(leaves: readonly Buffer[], index: number): readonly Buffer[] {
  return pathRanges(leaves.length, index).map((range) => rangeRoot(leaves, range));
}

export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** The ranges of leaves whose roots are the audit path of `index` in a tree of `size`, the nearest sibling first. */
export function pathRanges(size: number, index: number): readonly Range[] {
  if (!(index >= 0 && index < size)) throw new Error('there is no such leaf');
  const ranges: Range[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose roots prove that the tree of `size1` leaves begins the one of `size2` (RFC 6962, 2.1.2). */
export function consistencyRanges(size1: number, size2: number): readonly Range[] {
  if (!(size1 >= 0 && size1 <= size2)) throw new Error('the older tree is larger');
  if (size1 === 0 || size1 === size2) return [];
  const ranges: Range[] = [];
  let begin = 0;
  let end = size2;
  while (end !== size1) {
    const middle = begin + splitPoint(end - begin);
    if (size1 <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // The subtree that both trees share is known to the verifier only when it is the whole older tree.
  if (begin !== 0) ranges.push({ begin, end });
  return ranges.reverse();
}

/** Root over the leaf hashes of one range that RFC 6962 splits off. */
export function rangeRoot(leaves: readonly Buffer[], { begin, end }: Range): Buffer {
  const roots = perfectSubtrees(begin, end).map(({ height, index }) =>
    perfectRoot(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)),
  );
  const root = joinSubtrees(roots);
  if (root === undefined) throw new Error('an empty range has no root');
  return root;
}

/** Root of a power of two of hashes. */
export function perfectRoot(hashes: readonly Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left === undefined || right === undefined) throw new Error('no power of two');
      next.push(nodeHash(left, right));
    }
    level = next;
  }
  const [root] = level;
  if (root === undefined) throw new Error('no power of two');
  return root;
}
