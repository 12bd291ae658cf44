/** Markup longer than this is cut: what follows tells no two creatives apart that a review should. */
export const CANONICAL_CHARS_MAX = 131_072;

const DOLLAR = 36;
const BRACE_OPEN = 123;
const BRACKET_OPEN = 91;
const QUESTION = 63;

/**
 * A bidder's markup with everything taken out that differs from one display to the next, so that a creative has one form:
 * macros (`${…}`, `[…]`, `%%…%%`) become `$`, queries and fragments of addresses `?`, and runs of letters and digits that look like an id
 * (16 or more with a digit among them, or 8 or more digits) `#`. What is left names nobody. One pass, linear.
 */
export function canonicalMarkup(markup: string): string {
  const text = markup.length > CANONICAL_CHARS_MAX ? markup.slice(0, CANONICAL_CHARS_MAX) : markup;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isWord(code)) {
      const end = wordEnd(text, at);
      result += maskedWord(text.slice(at, end));
      at = end;
    } else if (code === QUESTION && at > 0 && (isWord(text.charCodeAt(at - 1)) || text[at - 1] === '/')) {
      result += '?';
      at = addressEnd(text, at + 1);
    } else {
      const macro = macroEnd(text, { at, code });
      result += macro < 0 ? text.charAt(at) : '$';
      at = macro < 0 ? at + 1 : macro;
    }
  }
  return result;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters, digits, `-` and `_`: what ids and their base64 are made of. */
const isWord = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 95;

function wordEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && isWord(text.charCodeAt(end))) end++;
  return end;
}

const ID_CHARS_MIN = 16;
const NUMBER_DIGITS_MIN = 8;

function maskedWord(word: string): string {
  if (word.length < NUMBER_DIGITS_MIN) return word;
  let digits = 0;
  for (let at = 0; at < word.length; at++) if (isDigit(word.charCodeAt(at))) digits++;
  const isId = (word.length >= ID_CHARS_MIN && digits > 0) || digits === word.length;
  return isId ? '#' : word;
}

/** Where an address ends: at what no address holds unescaped. */
function addressEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !' \t\r\n"\'<>`\\)]'.includes(text.charAt(end))) end++;
  return end;
}

const MACRO_CHARS_MAX = 64;

/** One past a macro that begins here; -1 where none does. */
function macroEnd(text: string, { at, code }: { at: number; code: number }): number {
  if (code === DOLLAR && text.charCodeAt(at + 1) === BRACE_OPEN) return closed(text, { from: at, mark: '}' });
  if (code === BRACKET_OPEN && /^\[[A-Z_]{3,40}\]/.test(text.slice(at, at + 42)))
    return closed(text, { from: at, mark: ']' });
  return text.startsWith('%%', at) ? closed(text, { from: at + 2, mark: '%%' }) : -1;
}

function closed(text: string, { from, mark }: { from: number; mark: string }): number {
  const end = text.slice(from, from + MACRO_CHARS_MAX).indexOf(mark);
  return end < 0 ? -1 : from + end + mark.length;
}
