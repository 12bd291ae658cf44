/** Longest list one brace expression may expand to: enough for the largest OpenRTB object, too small to hide a mistake. */
const EXPANSION_MAX = 512;

/**
 * Writes out a path with alternatives: `imp.{banner,video}.{w,h}` becomes four paths. Alternatives are enumerations, so a
 * path never stands for something its author didn't name.
 * @returns undefined when braces don't match or the list grows beyond bounds.
 */
export function expandPath(pattern: string): string[] | undefined {
  let paths = [''];
  let rest = pattern;
  while (rest !== '') {
    const start = rest.indexOf('{');
    const literal = start < 0 ? rest : rest.slice(0, start);
    if (literal.includes('}')) return undefined;
    paths = paths.map((path) => path + literal);
    if (start < 0) break;
    const end = rest.indexOf('}', start);
    if (end < 0) return undefined;
    const options = rest.slice(start + 1, end).split(',');
    if (options.some((option) => option === '' || option.includes('{'))) return undefined;
    paths = paths.flatMap((path) => options.map((option) => path + option));
    if (paths.length > EXPANSION_MAX) return undefined;
    rest = rest.slice(end + 1);
  }
  return paths;
}
