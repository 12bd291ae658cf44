/** Entries kept per generation; two generations live at a time. */
const GENERATION_MAX = 1_024;

/**
 * Remembers what was computed for a text: a consent string is usually seen many times in a visit. Bounded by two generations;
 * a text used again moves to the younger one.
 */
export function rememberLately<T extends object>(compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    const known = young.get(text);
    if (known) return known;
    const value = old.get(text) ?? compute(text);
    if (young.size >= GENERATION_MAX) {
      old = young;
      young = new Map();
    }
    young.set(text, value);
    return value;
  };
}
