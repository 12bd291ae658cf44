import type { AddedChoices } from '@jianchat/identity';
import type { UserSyncSettings } from '@jianchat/snapshot';
import { isObject, type JsonObject } from '../json-object.ts';
import type { CookieSeal } from './cookie-seal.ts';

/** A bidder's own id of a browser. */
export interface SyncedId {
  readonly uid: string;
  /** From then on it counts no more, ms since epoch. */
  readonly expiresMs: number;
}

/** Prebid Server's cookie `uids`: URL-safe base64 of `{tempUIDs:{KEY:{uid,expires}},optout}`. */
export interface UidsCookie {
  readonly optedOut: boolean;
  /** By the bidder's sync key, which need not be its id. */
  readonly ids: ReadonlyMap<string, SyncedId>;
  /** Refusals that this browser had kept under its ids when it opted out: only where the cookie is sealed. */
  readonly refused?: readonly AddedChoices[];
}

const NAME = 'uids';
const DAY_MS = 86_400_000;
/** An id is good for two weeks, as in Prebid Server and as the policy says. */
const UID_MS = 14 * DAY_MS;
export const UID_CHARS_MAX = 1_024;
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** Browsers take 4,096 bytes of name and value. */
const VALUE_BYTES_MAX = 4_000;
/** Browsers keep no cookie longer. */
const DAY_S = 86_400;
const OPT_OUT_S = 400 * DAY_S;
const COOKIE_DAYS = 90;

export const NO_IDS: UidsCookie = { optedOut: false, ids: new Map() };

/**
 * Reads the cookie out of a `Cookie` header. A browser may send two of one name (one of them partitioned): an opt-out in any of
 * them counts, and of two ids the younger. What can't be read is as good as absent; nothing throws.
 */
export function readUids(header: string | undefined): UidsCookie {
  return readAll(header, () => true);
}

/** The same of what this host itself has set: what nobody but it could have written, with the refusals that stand in it. */
export function readSealed(header: string | undefined, seal: CookieSeal): UidsCookie {
  return readAll(header, seal.isSealed);
}

function readAll(header: string | undefined, counts: (value: JsonObject) => boolean): UidsCookie {
  if (header === undefined || !header.includes(`${NAME}=`)) return NO_IDS;
  let optedOut = false;
  const ids = new Map<string, SyncedId>();
  const refused: AddedChoices[] = [];
  for (const part of header.split(';')) {
    const pair = part.trim();
    if (!pair.startsWith(`${NAME}=`)) continue;
    const value = decode(pair.slice(NAME.length + 1));
    if (value === undefined || !counts(value)) continue;
    optedOut ||= value['optout'] === true;
    if (value['optout'] === true) refused.push(...readRefused(value['refused']));
    const entries = isObject(value['tempUIDs']) ? Object.entries(value['tempUIDs']) : [];
    for (const [key, entry] of entries) {
      const id = readId(entry);
      if (id === undefined || !KEY.test(key)) continue;
      const other = ids.get(key);
      if (other === undefined || other.expiresMs < id.expiresMs) ids.set(key, id);
    }
  }
  if (!optedOut) return { optedOut, ids };
  return { optedOut, ids: new Map(), ...(refused.length > 0 && { refused }) };
}

/** Refusals in one cookie, at most; an id each, of 43 characters. */
export const REFUSED_MAX = 40;
const HASH = /^[\w-]{43}$/;

function readRefused(value: unknown): readonly AddedChoices[] {
  const entries = Array.isArray(value) ? value.slice(0, REFUSED_MAX) : [];
  return entries.flatMap((entry) => {
    const { atS, hashes } = Object(entry) as { readonly atS?: unknown; readonly hashes?: unknown };
    if (typeof atS !== 'number' || !Number.isSafeInteger(atS) || !Array.isArray(hashes)) return [];
    const known = hashes.filter((hash): hash is string => typeof hash === 'string' && HASH.test(hash));
    return known.length === 0 ? [] : [{ atS, hashes: known.slice(0, REFUSED_MAX) }];
  });
}

function decode(text: string): Readonly<Record<string, unknown>> | undefined {
  const bare = text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  try {
    const value: unknown = JSON.parse(Buffer.from(bare, 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readId(entry: unknown): SyncedId | undefined {
  if (!isObject(entry)) return undefined;
  const { uid, expires } = entry;
  const expiresMs = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  if (typeof uid !== 'string' || uid === '' || uid.length > UID_CHARS_MAX || Number.isNaN(expiresMs))
    return undefined;
  return { uid, expiresMs };
}

/** The id under a key while it is good. */
export function liveUid({ ids }: UidsCookie, key: string, nowMs: number): string | undefined {
  const id = ids.get(key);
  return id !== undefined && nowMs < id.expiresMs ? id.uid : undefined;
}

export const hasLiveUid = (cookie: UidsCookie, nowMs: number): boolean =>
  [...cookie.ids.keys()].some((key) => liveUid(cookie, key, nowMs) !== undefined);

/** The cookie with an id set, or taken away where it is ''. What is past its time goes by the way. */
export function withUid(
  cookie: UidsCookie,
  { key, uid, nowMs }: { key: string; uid: string; nowMs: number },
): UidsCookie {
  const ids = new Map([...cookie.ids].filter(([other, { expiresMs }]) => other !== key && nowMs < expiresMs));
  if (uid !== '') ids.set(key, { uid, expiresMs: nowMs + UID_MS });
  return { optedOut: cookie.optedOut, ids };
}

export interface CookiePlace {
  /** None: the host alone. */
  readonly domain?: string | undefined;
  /** Kept apart for every site that the browser is on. */
  readonly partitioned?: boolean | undefined;
  /** How long the browser keeps it, and its largest value. */
  readonly days?: number | undefined;
  readonly bytesMax?: number | undefined;
  /** Marks it as this host's own. */
  readonly seal?: CookieSeal | undefined;
}

/** The place that the host's settings give the cookie. */
export const cookiePlace = (settings: UserSyncSettings = {}, seal?: CookieSeal): CookiePlace => ({
  seal,
  domain: settings.cookieDomain,
  partitioned: settings.partitioned,
  days: settings.cookieDays,
  bytesMax: settings.cookieBytesMax,
});

/** `Set-Cookie` for the ids; one without any is deleted. */
export function setUids(cookie: UidsCookie, place: CookiePlace): string {
  if (cookie.optedOut) return header(encode(cookie, place.seal), OPT_OUT_S, place);
  const { days = COOKIE_DAYS } = place;
  return cookie.ids.size === 0
    ? header('', 0, place)
    : header(encode(cookie, place.seal), days * DAY_S, place);
}

export interface CookieRoom {
  /** Keys that leave a full cookie last, the most important group first. */
  readonly priorityGroups: readonly (readonly string[])[];
  /** The key that was just set. */
  readonly fresh: string;
}

/**
 * The cookie with room for the id just set: others have left, the least important first and of these the oldest. Where only more important ones are left the
 * new one stays out (`crowded`); `large` where it alone is too much.
 */
export function withRoom(
  cookie: UidsCookie,
  place: CookiePlace,
  room: CookieRoom,
): UidsCookie | 'crowded' | 'large' {
  const { bytesMax = VALUE_BYTES_MAX } = place;
  const ids = new Map(cookie.ids);
  for (const next of leavingOrder(cookie, room)) {
    if (encode({ optedOut: false, ids }, place.seal).length <= bytesMax) break;
    if (next === room.fresh) return ids.size === 1 ? 'large' : 'crowded';
    ids.delete(next);
  }
  return { ...cookie, ids };
}

function leavingOrder({ ids }: UidsCookie, { priorityGroups, fresh }: CookieRoom): readonly string[] {
  const rank = (key: string): number => {
    const group = priorityGroups.findIndex((members) => members.includes(key));
    return group < 0 ? priorityGroups.length : group;
  };
  return [...ids]
    .map(([key, { expiresMs }]) => ({ key, expiresMs, rank: rank(key) }))
    .sort(
      (a, b) =>
        b.rank - a.rank || Number(a.key === fresh) - Number(b.key === fresh) || a.expiresMs - b.expiresMs,
    )
    .map(({ key }) => key);
}

function encode(cookie: UidsCookie, seal: CookieSeal | undefined): string {
  const content = contentOf(cookie);
  return Buffer.from(JSON.stringify(seal?.seal(content) ?? content)).toString('base64url');
}

function contentOf({ optedOut, ids, refused }: UidsCookie): JsonObject {
  if (optedOut) return { optout: true, ...(refused && { refused }) };
  return {
    tempUIDs: Object.fromEntries(
      [...ids].map(([key, { uid, expiresMs }]) => [key, { uid, expires: new Date(expiresMs).toISOString() }]),
    ),
  };
}

/** Sent to us by pages of other sites, over TLS only, and never readable for a page. */
function header(value: string, maxAgeS: number, { domain, partitioned }: CookiePlace): string {
  return [
    `${NAME}=${value}`,
    'Path=/',
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    `Max-Age=${maxAgeS}`,
    'Secure',
    'HttpOnly',
    'SameSite=None',
    ...(partitioned ? ['Partitioned'] : []),
  ].join('; ');
}
