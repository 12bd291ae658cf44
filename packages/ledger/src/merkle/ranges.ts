import { nodeHash } from './hashing.ts';

/** A subtree whose leaves are `index·2^height … (index+1)·2^height − 1`. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** The largest power of two below `n`, for n ≥ 2: where RFC 6962 splits a tree of n leaves. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * The perfect subtrees that cover `[begin, end)` from left to right. `begin` must be a start that RFC 6962 gives a
 * range: a multiple of the largest of them.
 */
export function perfectSubtrees(begin: number, end: number): readonly Subtree[] {
  const found: Subtree[] = [];
  for (let at = begin; at < end; ) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1;
    found.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return found;
}

/** The hash over neighbouring perfect subtrees of falling height: RFC 6962 joins them from the right. */
export function joinSubtrees(hashes: readonly Buffer[]): Buffer | undefined {
  let joined = hashes.at(-1);
  for (const hash of hashes.slice(0, -1).reverse()) joined = joined && nodeHash(hash, joined);
  return joined;
}
