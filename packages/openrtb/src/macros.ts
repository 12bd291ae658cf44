// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenRTB writes its macros like that.
/** Values of OpenRTB 2.6 §4.4's substitution macros; an absent one becomes the empty string. Prices in the bid's currency and units. */
export interface MacroValues {
  AUCTION_ID?: string;
  AUCTION_BID_ID?: string;
  AUCTION_IMP_ID?: string;
  AUCTION_SEAT_ID?: string;
  AUCTION_AD_ID?: string;
  AUCTION_PRICE?: string;
  AUCTION_CURRENCY?: string;
  AUCTION_MBR?: string;
  AUCTION_LOSS?: string;
  AUCTION_MIN_TO_WIN?: string;
  AUCTION_MULTIPLIER?: string;
  AUCTION_IMP_TS?: string;
}

const NAMES: ReadonlySet<string> = new Set<keyof MacroValues>([
  'AUCTION_ID',
  'AUCTION_BID_ID',
  'AUCTION_IMP_ID',
  'AUCTION_SEAT_ID',
  'AUCTION_AD_ID',
  'AUCTION_PRICE',
  'AUCTION_CURRENCY',
  'AUCTION_MBR',
  'AUCTION_LOSS',
  'AUCTION_MIN_TO_WIN',
  'AUCTION_MULTIPLIER',
  'AUCTION_IMP_TS',
]);

const isMacroName = (name: string): name is keyof MacroValues => NAMES.has(name);

/** Longest text between the braces that can still be a macro: the longest name, plus `:B64`. */
const INNER_MAX = 24;

/**
 * Replaces OpenRTB's macros (§4.4) in markup or a URL, in one pass: inserted values are not searched again. `${NAME:B64}` is
 * inserted in base64; another algorithm, or a name that isn't a macro, is left as it stands.
 */
export function substituteMacros(text: string, values: MacroValues): string {
  let start = text.indexOf('${AUCTION_');
  if (start < 0) return text;
  let result = '';
  let copied = 0;
  while (start >= 0) {
    const inner = innerAt(text, start + 2);
    const replacement = inner === undefined ? undefined : macroText(inner, values);
    if (inner !== undefined && replacement !== undefined) {
      result += text.slice(copied, start) + replacement;
      copied = start + inner.length + 3;
    }
    start = text.indexOf('${AUCTION_', Math.max(copied, start + 2));
  }
  return result + text.slice(copied);
}

/** Text from `from` up to the closing brace, when that comes soon enough. */
function innerAt(text: string, from: number): string | undefined {
  const window = text.slice(from, from + INNER_MAX + 1);
  const end = window.indexOf('}');
  return end < 0 ? undefined : window.slice(0, end);
}

function macroText(inner: string, values: MacroValues): string | undefined {
  const colon = inner.indexOf(':');
  const name = colon < 0 ? inner : inner.slice(0, colon);
  if (!isMacroName(name)) return undefined;
  const value = values[name] ?? '';
  if (colon < 0) return value;
  return inner.slice(colon + 1) === 'B64' ? base64(value) : undefined;
}

function base64(value: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}
