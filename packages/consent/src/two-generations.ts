/** Entries kept per generation; two generations live at a time. */
const GENERATION_MAX = 1_024;
/** The longest text that is kept: strings of people are shorter, and made-up ones as large as a body must not fill the memory. */
export const CHARS_KEPT_MAX = 8_192;

/**
 * Remembers what was computed for a text: a consent string is usually seen many times in a visit. Bounded by two generations;
 * a text used again moves to the younger one.
 */
export function rememberLately<T extends object>(compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    if (text.length > CHARS_KEPT_MAX) return compute(text);
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
