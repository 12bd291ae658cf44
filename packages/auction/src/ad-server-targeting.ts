import { objectOf } from './object-of.ts';

/** One entry of `ext.prebid.adservertargeting`: a key of the ad server, and where its value comes from. */
export interface AdServerKey {
  /** `{{BIDDER}}` in it becomes the seat. */
  readonly key: string;
  readonly source: 'static' | 'bidrequest' | 'bidresponse';
  /** The value itself, or a path to it. */
  readonly value: string;
}

const SOURCES: readonly AdServerKey['source'][] = ['static', 'bidrequest', 'bidresponse'];
const NO_KEYS: { readonly keys: readonly AdServerKey[]; readonly warnings: readonly string[] } = {
  keys: [],
  warnings: [],
};
const VALUE_CHARS_MAX = 1_024;

/** Reads the list; a wrong entry is left out with a warning, in Prebid Server's words. */
export function readAdServerKeys(
  entries:
    | readonly { readonly key?: string; readonly source?: string; readonly value?: string }[]
    | undefined,
): { readonly keys: readonly AdServerKey[]; readonly warnings: readonly string[] } {
  if (entries === undefined || entries.length === 0) return NO_KEYS;
  const keys: AdServerKey[] = [];
  const warnings: string[] = [];
  for (const [at, { key, source: name, value }] of entries.entries()) {
    const where = `for the ad server targeting object at index ${at}`;
    const source = SOURCES.find((known) => known === name?.toLowerCase());
    if (!key) warnings.push(`Key is empty ${where}`);
    else if (!value) warnings.push(`Value is empty ${where}`);
    else if (source === undefined) warnings.push(`Incorrect source ${where}`);
    else keys.push({ key, source, value });
  }
  return { keys, warnings };
}

/** What paths lead through. */
export interface AdServerSources {
  /** The request as ad delivery may read it. */
  readonly request: unknown;
  /** The imp the bid is for, likewise. */
  readonly imp: unknown;
  readonly seat: string;
  readonly bid: unknown;
  /** `id`, `bidid` and `cur` of the answer. */
  readonly response: Readonly<Record<string, string>>;
  /** The answer's `ext` before any of these keys; made only where a path leads into it. */
  responseExt(): unknown;
}

/** The keys of one bid; a path that leads to no text or number is told. */
export function adServerTargeting(
  keys: readonly AdServerKey[],
  sources: AdServerSources,
): { readonly targeting: Readonly<Record<string, string>>; readonly warnings: readonly string[] } {
  const targeting: Record<string, string> = {};
  const warnings: string[] = [];
  for (const entry of keys) {
    const value = entry.source === 'static' ? entry.value : valueAt(entry, sources);
    if (value === undefined) warnings.push(`value not found for path: ${entry.value.slice(0, 128)}`);
    else targeting[entry.key.replaceAll('{{BIDDER}}', sources.seat)] = value.slice(0, VALUE_CHARS_MAX);
  }
  return { targeting, warnings };
}

function valueAt({ source, value: path }: AdServerKey, sources: AdServerSources): string | undefined {
  if (source === 'bidrequest')
    return path.startsWith('imp.')
      ? lookUp(sources.imp, path.slice('imp.'.length))
      : lookUp(sources.request, path);
  if (path.startsWith('seatbid.bid.')) return lookUp(sources.bid, path.slice('seatbid.bid.'.length));
  if (path.startsWith('ext.')) return lookUp(sources.responseExt(), path.slice('ext.'.length));
  return Object.hasOwn(sources.response, path) ? sources.response[path] : undefined;
}

/** A text or number at a dotted path; undefined for anything else. */
function lookUp(root: unknown, path: string): string | undefined {
  let value = root;
  for (const name of path.split('.')) {
    const object = objectOf(value);
    if (object === undefined || !Object.hasOwn(object, name)) return undefined;
    value = object[name];
  }
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
