import { mergePatch } from '@jianchat/openrtb';
import { isObject, type JsonObject } from '../../json-object.ts';

const PREFIX = 'req.';
const SEGMENTS_MAX = 16;
const PATHS_MAX = 64;
/** Items of lists that one request may change: lists within lists would multiply what an address asks for. */
const ITEMS_MAX = 1_000;

/**
 * `req.site.page=…`, `req.imp.ext.data.k=…` (of every imp), `req.imp.0.bidfloor=…`: a member of the request by its path, over all other
 * parameters. A value that is JSON is taken as such, else as a text. A place in a list must be there already.
 */
export function withDottedPaths(request: JsonObject, query: URLSearchParams): JsonObject {
  let changed: unknown = request;
  let count = 0;
  const budget: Budget = { items: ITEMS_MAX };
  for (const [name, value] of query) {
    if (!name.startsWith(PREFIX) || value === '' || count >= PATHS_MAX) continue;
    count += 1;
    const segments = name.slice(PREFIX.length).split('.', SEGMENTS_MAX + 1);
    if (segments.length > SEGMENTS_MAX || segments.some(isNoMember)) continue;
    changed = withValue(changed, segments, { value: jsonOr(value), budget });
  }
  return isObject(changed) ? changed : request;
}

const isNoMember = (segment: string): boolean => segment === '' || segment === '__proto__';
const isPlace = (segment: string): boolean => /^\d{1,3}$/.test(segment);

function withValue(
  target: unknown,
  [segment = '', ...rest]: readonly string[],
  change: { readonly value: unknown; readonly budget: Budget },
): unknown {
  if (Array.isArray(target)) {
    const place = isPlace(segment) ? Number(segment) : undefined;
    if (place !== undefined && place >= target.length) return target;
    change.budget.items -= target.length;
    if (change.budget.items < 0) return target;
    return target.map((item: unknown, at) => {
      if (place !== undefined) return at === place ? inner(item, rest, change) : item;
      // Lists directly in lists are no members of anything.
      return isObject(item) ? withValue(item, [segment, ...rest], change) : item;
    });
  }
  const object = isObject(target) ? target : {};
  return {
    ...object,
    [segment]: inner(Object.hasOwn(object, segment) ? object[segment] : undefined, rest, change),
  };
}

interface Budget {
  items: number;
}

function inner(
  target: unknown,
  rest: readonly string[],
  change: { readonly value: unknown; readonly budget: Budget },
): unknown {
  if (rest.length > 0) return withValue(target, rest, change);
  const { value } = change;
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
