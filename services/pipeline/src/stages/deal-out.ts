/**
 * Deals an amount in proportion to weights, to the micro: what rounding down leaves over goes one by one to those it took most from, to
 * the first of equals.
 * @param weights integers, none below zero, not all of them zero
 */
export function dealOut(micros: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const exact = weights.map((weight) => BigInt(micros) * BigInt(weight));
  const shares = exact.map((each) => Number(each / total));
  let left = micros - shares.reduce((sum, share) => sum + share, 0);
  const byRest = exact.map((each, at) => ({ at, rest: each % total })).sort(byRestThenPlace);
  for (const { at } of byRest) {
    if (left-- === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
  }
  return shares;
}

interface Rest {
  readonly at: number;
  readonly rest: bigint;
}

function byRestThenPlace(a: Rest, b: Rest): number {
  if (a.rest === b.rest) return a.at - b.at;
  return a.rest > b.rest ? -1 : 1;
}
