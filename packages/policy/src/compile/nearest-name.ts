/** The names of a list that a wrong name most likely meant, for a message: at most three, best first. */
export function nearest(wrong: string, names: readonly string[]): string {
  const score = (name: string): number => pairsInCommon(wrong.toLowerCase(), name.toLowerCase());
  const ranked = names.map((name) => ({ name, score: score(name) })).sort((a, b) => b.score - a.score);
  const close = ranked.filter((entry) => entry.score > 0.3);
  const [best] = ranked;
  return (close.length > 0 ? close : best ? [best] : [])
    .slice(0, 3)
    .map(({ name }) => name)
    .join(' or ');
}

/** Dice coefficient over pairs of letters, from 0 to 1. */
function pairsInCommon(a: string, b: string): number {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const left = pairs(a);
  const right = pairs(b);
  const common = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size);
}
