import { asObject, type JsonObject } from '../../json-object.ts';

const PREFIX = 'ext.prebid.amp.data.';
/** Longest value of a key for the ad server. */
const VALUE_CHARS_MAX = 1_024;

/**
 * `ext.prebid.adservertargeting` may name a parameter of the page's URL: as in Prebid Server, `bidrequest` with the path
 * `ext.prebid.amp.data.NAME`. It becomes the key's fixed value here, for parameters are no part of the request that the gates know.
 * One that the page did not send stays a path that leads nowhere, which the answer says.
 */
export function withAmpData(entries: readonly unknown[], query: URLSearchParams): readonly unknown[] {
  return entries.map((entry) => {
    const { source, value } = asObject(entry);
    if (typeof source !== 'string' || source.toLowerCase() !== 'bidrequest') return entry;
    if (typeof value !== 'string' || !value.startsWith(PREFIX)) return entry;
    const given = query.get(value.slice(PREFIX.length));
    if (!given) return entry;
    const known: JsonObject = {
      ...asObject(entry),
      source: 'static',
      value: given.slice(0, VALUE_CHARS_MAX),
    };
    return known;
  });
}
