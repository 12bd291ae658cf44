import { CREATIVE_BYTES_MAX, CREATIVE_ID, type Kept, type NewCreative } from '../creatives/creative-cache.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { json, type RouteAnswer, text } from './route.ts';

/** Prebid Cache's default. */
const PUTS_MAX = 10;

export interface Put extends NewCreative {
  /** The element as it came, for what a route reads beside. */
  readonly raw: JsonObject;
}

export type PutsReading =
  | { readonly ok: true; readonly puts: readonly Put[] }
  | { readonly ok: false; readonly message: string };

/** Reads `{puts:[{type,value,ttlseconds,key}]}` as Prebid Cache takes it. What is wrong is named by its place, never quoted. */
export function readPuts(body: Buffer): PutsReading {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    return wrong('Request body is not valid JSON');
  }
  const list = isObject(parsed) ? (parsed['puts'] ?? []) : undefined;
  if (!Array.isArray(list)) return wrong('puts must be an array');
  if (list.length > PUTS_MAX) return wrong(`More keys than allowed: ${PUTS_MAX}`);
  const puts: Put[] = [];
  for (const [at, raw] of list.entries()) {
    const put = readPut(raw, `puts[${at}]`);
    if (typeof put === 'string') return wrong(put);
    puts.push(put);
  }
  return { ok: true, puts };
}

const wrong = (message: string): PutsReading => ({ ok: false, message });

/** The put, or what is wrong with it. */
function readPut(raw: unknown, place: string): Put | string {
  if (!isObject(raw)) return `${place} must be an object`;
  const { type, value, ttlseconds: ttlSeconds, key } = raw;
  if (value === undefined) return `Missing value in ${place}`;
  if (ttlSeconds !== undefined && !isWhole(ttlSeconds))
    return `ttlseconds must not be negative, and a whole number, in ${place}`;
  if (type !== 'json' && type !== 'xml') return `Type must be one of ["json", "xml"] in ${place}`;
  if (type === 'xml' && typeof value !== 'string') return `XML messages must have a String value in ${place}`;
  if (key !== undefined && (typeof key !== 'string' || (key !== '' && !CREATIVE_ID.test(key))))
    return `${place}.key must have 16 to 128 letters, digits, dots, dashes or underscores`;
  const content = type === 'xml' ? String(value) : JSON.stringify(value);
  if (Buffer.byteLength(content) > CREATIVE_BYTES_MAX)
    return `${place}.value exceeded the maximum of ${CREATIVE_BYTES_MAX} bytes`;
  return {
    type,
    text: content,
    ttlSeconds: isWhole(ttlSeconds) ? ttlSeconds : undefined,
    id: typeof key === 'string' && key !== '' ? key : undefined,
    raw,
  };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** `{responses:[{uuid}]}`; an empty uuid where the key was taken already. Without room for all, 503: nothing to fetch is promised. */
export function answerPuts(kept: readonly Kept[]): RouteAnswer {
  const refused = kept.find((one) => !one.ok && one.reason !== 'taken');
  if (refused !== undefined && !refused.ok)
    return {
      ...text(503, refused.reason === 'full' ? 'the cache is full' : 'the cache takes nothing now'),
      headers: { 'retry-after': '30' },
    };
  return json({ responses: kept.map((one) => ({ uuid: one.ok ? one.id : '' })) });
}
