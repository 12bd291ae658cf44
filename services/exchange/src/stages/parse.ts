import { mergePatch } from '@jianchat/openrtb';
import type { AccountInput, AccountSettings, MediaInput } from '@jianchat/snapshot';
import type { Catalogue, PlacementRow } from '../catalogue.ts';
import type { Outer } from '../http/outer.ts';
import { asObject, at, isNothing, isObject, type JsonObject } from '../json-object.ts';
import { completeFromHttp } from '../prepare/complete-from-http.ts';
import { describeScreen } from '../prepare/describe-screen.ts';
import { hostOf } from '../prepare/implied-members.ts';
import { quoteId, type Refusal, refuse } from '../refusal.ts';
import { FRESH_ID } from '../uuid.ts';

/** A request with its stored parts laid under it, and what the HTTP request says where it is silent. Nothing of it has passed a gate yet. */
export interface Parsed {
  readonly ok: true;
  readonly raw: JsonObject;
  /** Undefined for a plain OpenRTB request of a publisher that is no account here: sound, but nobody to sell for. */
  readonly account: AccountInput | undefined;
  /** Its settings over the host's; the host's alone where the account is unknown. */
  readonly settings: AccountSettings;
  /** The media the request came from, where it is known. */
  readonly media: MediaInput | undefined;
  /** Per imp: the id it was stored under ('' for none) and its placement. */
  readonly stored: readonly StoredImp[];
}

export interface StoredImp {
  readonly id: string;
  readonly row: PlacementRow | undefined;
  /** What is stored of its video, as it is stored. */
  readonly video: JsonObject | undefined;
}

export const NO_ACCOUNT =
  'Prebid-server could not verify the Account ID. Please reach out to the prebid server host.';
export const disabledAccount = (id: string): string =>
  `Prebid-server has disabled Account ID: ${quoteId(id)}, please reach out to the prebid server host.`;
export const malformedAccount = (id: string): string =>
  `The prebid-server account config for account id "${quoteId(id)}" is malformed. Please reach out to the prebid server host.`;
const blockedApp = (id: string): string =>
  `Prebid-server does not process requests from App ID: ${quoteId(id)}`;
const IMPS_MAX = 100;

/**
 * Parses the body and resolves stored requests, stored imps and the account. Sentences are Prebid Server's. Depth needs
 * no guard: V8 parses without recursion, merging stops at a depth of its own, and the collect gate walks declared paths.
 */
export function parse(
  body: Buffer | JsonObject,
  { catalogue, outer, newId }: { catalogue: Catalogue; outer: Outer; newId: () => string },
): Parsed | Refusal {
  const json = Buffer.isBuffer(body) ? parsedBody(body) : body;
  if (json === undefined) return refuse('the body is not valid JSON');
  if (!isObject(json)) return refuse('the body is not a JSON object');
  const resolved = resolveStoredRequest(json, { catalogue, newId });
  if (!resolved.ok) return resolved;
  const raw = resolved.raw;
  const named = publisherId(raw);
  const account = named === undefined ? undefined : catalogue.accounts.get(named);
  if (named !== undefined && catalogue.disabledAccounts.has(named))
    return refuse(disabledAccount(named), 503);
  const imps = resolveImps(raw, { catalogue, account });
  if (!imps.ok) return imps;
  const row = imps.stored.find((stored) => stored.row !== undefined)?.row;
  const owner = named === undefined ? row?.account : account;
  const { rows } = catalogue;
  if (owner === undefined && (rows.host.accountRequired === true || speaksPrebid(raw)))
    return refuse(NO_ACCOUNT);
  const own = owner && rows.rowOf(owner.id);
  if (owner !== undefined && own === undefined) return refuse(malformedAccount(owner.id), 500);
  const whole = completeFromHttp(
    overDefault(imps.changed ? { ...raw, imp: imps.imps } : raw, own?.defaultRequest),
    outer,
  );
  const app = at(whole['app'], 'id');
  if (typeof app === 'string' && rows.blockedApps.has(app)) return refuse(blockedApp(app), 503);
  const media = row?.media ?? (owner && mediaNamed(whole, { catalogue, account: owner.id }));
  return {
    ok: true,
    raw: media?.screen === undefined ? whole : describeScreen(whole, media.screen),
    account: owner,
    settings: own?.settings ?? rows.host.accountDefaults ?? {},
    media,
    stored: imps.stored,
  };
}

/** Undefined, which no JSON text means, where it is none. */
function parsedBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** A default request is laid under everything, stored parts included; a list such as `imp` is never mixed. */
function overDefault(raw: JsonObject, defaultRequest: JsonObject | undefined): JsonObject {
  return defaultRequest === undefined ? raw : asObject(mergePatch(defaultRequest, raw));
}

/** Whoever uses Prebid's extensions means this host and must name an account of it. */
function speaksPrebid(raw: JsonObject): boolean {
  if (asObject(raw['ext'])['prebid'] !== undefined) return true;
  const imps = raw['imp'];
  return Array.isArray(imps) && imps.some((imp) => asObject(asObject(imp)['ext'])['prebid'] !== undefined);
}

function resolveStoredRequest(
  json: JsonObject,
  { catalogue, newId }: { catalogue: Catalogue; newId: () => string },
): { ok: true; raw: JsonObject } | Refusal {
  const id = storedId(json['ext']);
  if (id === undefined) return { ok: true, raw: json };
  if (typeof id !== 'string') return refuse('ext.prebid.storedrequest.id must be a string');
  const stored = catalogue.storedRequests.get(id);
  if (stored !== undefined) {
    const raw = asObject(mergePatch(stored, json));
    const renamed =
      stored['id'] === FRESH_ID || (catalogue.rows.host.generateRequestId === true && isObject(json['app']));
    return { ok: true, raw: renamed ? { ...raw, id: newId() } : raw };
  }
  // Prebid's mobile SDKs send their account's id here.
  if (catalogue.accounts.has(id)) return { ok: true, raw: json };
  return refuse(`Stored Request with ID="${quoteId(id)}" not found.`);
}

interface ResolvedImps {
  readonly ok: true;
  readonly changed: boolean;
  readonly imps: readonly unknown[];
  readonly stored: readonly StoredImp[];
}

const NOT_STORED: StoredImp = { id: '', row: undefined, video: undefined };

function resolveImps(
  raw: JsonObject,
  { catalogue, account }: { catalogue: Catalogue; account: AccountInput | undefined },
): ResolvedImps | Refusal {
  const imps = raw['imp'];
  if (isNothing(imps)) return { ok: true, changed: false, imps: [], stored: [] };
  if (!Array.isArray(imps)) return refuse('request.imp must be an array');
  if (imps.length > IMPS_MAX) return refuse(`request.imp must contain at most ${IMPS_MAX} elements.`);
  const stored: StoredImp[] = [];
  let resolved: unknown[] | undefined;
  for (let at = 0; at < imps.length; at++) {
    const imp: unknown = imps[at];
    if (!isObject(imp)) return refuse(`request.imp[${at}] must be an object`);
    const id = storedId(imp['ext']);
    if (id === undefined) {
      stored.push(NOT_STORED);
      continue;
    }
    if (typeof id !== 'string')
      return refuse(`request.imp[${at}].ext.prebid.storedrequest.id must be a string`);
    const row = catalogue.placements.get(id);
    // A placement belongs to one account; another account's is as good as absent.
    const owned = row !== undefined && (account === undefined || row.account.id === account.id);
    const base = owned ? row.placement.imp : catalogue.storedImps.get(id);
    if (base === undefined) return refuse(`Stored Imp with ID="${quoteId(id)}" not found.`);
    resolved ??= [...imps];
    resolved[at] = mergePatch(base, imp);
    const video = base['video'];
    stored.push({ id, row: owned ? row : undefined, video: isObject(video) ? video : undefined });
  }
  return { ok: true, changed: resolved !== undefined, imps: resolved ?? imps, stored };
}

/** `ext.prebid.storedrequest.id` of a request or an imp; undefined where nothing stored is meant. */
export function storedId(ext: unknown): unknown {
  const id = at(at(at(ext, 'prebid'), 'storedrequest'), 'id');
  return id === null || id === '' ? undefined : id;
}

/** The account: `parentAccount` where a publisher has one, else the publisher's id. */
function publisherId(raw: JsonObject): string | undefined {
  const publisher = at(raw['site'] ?? raw['app'] ?? raw['dooh'], 'publisher');
  const parent = at(at(at(publisher, 'ext'), 'prebid'), 'parentAccount');
  const id = parent ?? at(publisher, 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function mediaNamed(
  { app, site, dooh }: JsonObject,
  { catalogue, account }: { catalogue: Catalogue; account: string },
): MediaInput | undefined {
  if (dooh === undefined) {
    const domain = app === undefined ? textOf(at(site, 'domain')) || hostOf(at(site, 'page')) : undefined;
    return catalogue.mediaOf(account, app === undefined ? domain : textOf(at(app, 'bundle')));
  }
  return (
    catalogue.screensOf(account, textOf(at(dooh, 'id'))) ??
    catalogue.screensOf(account, textOf(at(dooh, 'domain')))
  );
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
