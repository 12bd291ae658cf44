import { mergePatch } from '@jianchat/openrtb';
import { isObject, type JsonObject } from '../../json-object.ts';

const PREFIX = 'req.';
const SEGMENTS_MAX = 16;
const PATHS_MAX = 64;

/**
 * `req.site.page=…`, `req.imp.ext.data.k=…` (of every imp), `req.imp.0.bidfloor=…`: a member of the request by its path, over all other
 * parameters. A value that is JSON is taken as such, else as a text. A place in a list must be there already.
 */
export function withDottedPaths(request: JsonObject, query: URLSearchParams): JsonObject {
  let changed: unknown = request;
  let count = 0;
  for (const [name, value] of query) {
    if (!name.startsWith(PREFIX) || value === '' || count >= PATHS_MAX) continue;
    count += 1;
    const segments = name.slice(PREFIX.length).split('.', SEGMENTS_MAX + 1);
    if (segments.length > SEGMENTS_MAX || segments.some(isNoMember)) continue;
    changed = withValue(changed, segments, jsonOr(value));
  }
  return isObject(changed) ? changed : request;
}

const isNoMember = (segment: string): boolean => segment === '' || segment === '__proto__';
const isPlace = (segment: string): boolean => /^\d{1,3}$/.test(segment);

function withValue(target: unknown, [segment = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(target)) {
    if (!isPlace(segment)) return target.map((item: unknown) => withValue(item, [segment, ...rest], value));
    if (Number(segment) >= target.length) return target;
    return target.map((item: unknown, place) =>
      place === Number(segment) ? inner(item, rest, value) : item,
    );
  }
  const object = isObject(target) ? target : {};
  return {
    ...object,
    [segment]: inner(Object.hasOwn(object, segment) ? object[segment] : undefined, rest, value),
  };
}

function inner(target: unknown, rest: readonly string[], value: unknown): unknown {
  if (rest.length > 0) return withValue(target, rest, value);
  return isObject(target) && isObject(value) ? mergePatch(target, value) : value;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The parameter `req`: an object in JSON, or that in base64; undefined where it is neither. */
export function requestObject(text: string): JsonObject | undefined {
  for (const json of [text, Buffer.from(text, 'base64').toString()]) {
    const value = jsonOr(json);
    if (isObject(value)) return value;
  }
  return undefined;
}
