import type { JsonObject } from '../../json-object.ts';

const SWITCHES: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['1', 1],
  ['false', 0],
  ['true', 1],
]);

/** What a parameter may say; anything else is as good as absent, for addresses are cut and mangled on their way. */
const KINDS = {
  text: (value: string) => value,
  texts: listed,
  int8: within(-128, 127),
  ints8: listOf(within(-128, 127)),
  whole: within(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  natural: within(0, Number.MAX_SAFE_INTEGER),
  positive: within(1, Number.MAX_SAFE_INTEGER),
  positives: listOf(within(1, Number.MAX_SAFE_INTEGER)),
  /** A side of an ad: nothing smaller can be seen. */
  side: within(10, Number.MAX_SAFE_INTEGER),
  money: (value: string) =>
    /^\d{1,9}(\.\d{1,9})?$/.test(value) && Number(value) > 0 ? Number(value) : undefined,
  /** A yes or no of the law: one that nobody filled in is a yes; what is neither stays as it came, and counts as what nobody can read. */
  signal: (value: string) => SWITCHES.get(value) ?? (isMacro(value) ? 1 : value),
} as const;

/** A member of the request, how it is read, and further names of its parameter, the member's own first. */
export type MemberRow = readonly [member: string, kind: keyof typeof KINDS, ...names: readonly string[]];

/** @param own whether a member's own name is one of its parameter, too */
export function readMembers(
  query: URLSearchParams,
  rows: readonly MemberRow[],
  { own } = { own: true },
): JsonObject {
  const members: Record<string, unknown> = {};
  for (const [member, kind, ...names] of rows) {
    const value = firstOf(query, own ? [member, ...names] : names);
    const read = value === '' ? undefined : KINDS[kind](value);
    if (read !== undefined) members[member] = read;
  }
  return members;
}

/** The first of these parameters that says something, '' for none. */
export function firstOf(query: URLSearchParams, names: readonly string[]): string {
  for (const name of names) {
    const value = query.get(name);
    if (value) return value;
  }
  return '';
}

const isMacro = (value: string): boolean => value.length <= MACRO_CHARS_MAX && MACRO.test(value);
const MACRO_CHARS_MAX = 64;
/** `[NAME]`, `%%NAME%%`, `%%NAME:key%%`, `${NAME}`, `{NAME}`, as ad servers leave what they could not fill in. */
const MACRO = /^(\[[A-Z][A-Z0-9_]*\]|%%[A-Z][A-Z0-9_]*(:[\w.-]*)?%%|\$?\{[A-Z][A-Z0-9_]*\})$/;

/** Parameters of signals: one that nobody filled in says that somebody meant to say something. */
const SIGNALS: ReadonlySet<string> = new Set([
  'gdpr',
  'gdpr_applies',
  'tcfc',
  'gdpr_consent',
  'consent_string',
  'cs',
  'addtl_consent',
  'gpp',
  'gppc',
  'us_privacy',
  'usp',
  'coppa',
  'gpc',
  'dnt',
  'lmt',
]);

/** The parameters without macros that nobody filled in, but for signals, and without control characters. */
export function cleanQuery(query: URLSearchParams): URLSearchParams {
  const clean = new URLSearchParams();
  for (const [name, value] of query) {
    if (!SIGNALS.has(name) && isMacro(value)) continue;
    clean.append(name, value.replaceAll(/\p{Cc}/gu, ''));
  }
  return clean;
}

function within(least: number, most: number) {
  return (value: string): number | undefined => {
    const number = /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

const LIST_MAX = 100;

function listed(value: string): readonly string[] | undefined {
  const parts = value.split(',', LIST_MAX).map((part) => part.trim());
  const said = parts.filter((part) => part !== '');
  return said.length > 0 ? said : undefined;
}

function listOf(read: (value: string) => number | undefined) {
  return (value: string): readonly number[] | undefined => {
    const numbers = (listed(value) ?? []).flatMap((part) => read(part) ?? []);
    return numbers.length > 0 ? numbers : undefined;
  };
}
