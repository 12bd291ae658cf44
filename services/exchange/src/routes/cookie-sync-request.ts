import { isNothing, isObject, type JsonObject } from '../json-object.ts';
import { type PrivacyFault, type PrivacyParameters, privacyFault } from '../user-sync/privacy-parameters.ts';
import type { SyncType } from '../user-sync/sync-url.ts';

/** The body of `/cookie_sync`, read. */
export interface CookieSyncRequest {
  readonly bidders: readonly string[];
  /** '' for none. */
  readonly account: string;
  /** 0 = none was named. */
  readonly limit: number;
  readonly coopSync: boolean | undefined;
  readonly debug: boolean;
  readonly privacy: PrivacyParameters;
  /** By the request's `filterSettings`. */
  allows(bidder: string, type: SyncType): boolean;
}

const BIDDERS_MAX = 1_000;
const ID_CHARS_MAX = 64;
const SIGNAL_CHARS_MAX = 16_384;

/** The request, or what is wrong with it: its place, never its value. */
export function readCookieSyncRequest(body: Buffer): CookieSyncRequest | string {
  const raw = parsed(body);
  if (raw === undefined) return 'JSON parsing failed';
  const bidders = raw['bidders'] ?? [];
  if (!isIdList(bidders)) return `bidders must be an array of at most ${BIDDERS_MAX} names`;
  const account = raw['account'] ?? '';
  if (typeof account !== 'string') return 'account must be a string';
  const { limit = 0, coopSync, debug = false } = raw;
  if (!Number.isSafeInteger(limit)) return 'limit must be a whole number';
  if (coopSync !== undefined && typeof coopSync !== 'boolean') return 'coopSync must be true or false';
  if (typeof debug !== 'boolean') return 'debug must be true or false';
  const privacy = readPrivacy(raw);
  if (typeof privacy === 'string') return privacy;
  const filter = readFilters(raw['filterSettings']);
  if (typeof filter === 'string') return filter;
  return { bidders, account, limit: Math.max(0, Number(limit)), coopSync, debug, privacy, allows: filter };
}

/** A member that is null is absent, as in Prebid Server. */
function parsed(body: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (!isObject(value)) return undefined;
    return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
  } catch {
    return undefined;
  }
}

const isIdList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= BIDDERS_MAX &&
  value.every((name) => typeof name === 'string' && name.length <= ID_CHARS_MAX);

const FAULTS: Readonly<Record<PrivacyFault, string>> = {
  gdpr: 'GDPR signal should be integer 0 or 1',
  sections: 'gpp_sid must be a list of integers with commas between',
  gpp: 'gpp is no GPP string',
  consent: 'gdpr_consent is required if gdpr=1',
  usPrivacy: 'request.us_privacy consent does not match uspv1',
};

function readPrivacy(raw: JsonObject): PrivacyParameters | string {
  const { gdpr, gdpr_consent, us_privacy, gpp, gpp_sid } = raw;
  const texts: string[] = [];
  for (const [name, value] of Object.entries({ gdpr_consent, us_privacy, gpp, gpp_sid })) {
    if (value !== undefined && (typeof value !== 'string' || value.length > SIGNAL_CHARS_MAX))
      return `${name} must be a string`;
    texts.push(value ?? '');
  }
  const [gdprConsent = '', usPrivacy = '', gppText = '', gppSid = ''] = texts;
  const flag = typeof gdpr === 'number' ? String(gdpr) : (gdpr ?? '');
  if (typeof flag !== 'string') return FAULTS.gdpr;
  const parameters = { gdpr: flag, gdprConsent, usPrivacy, gpp: gppText, gppSid };
  const fault = privacyFault(parameters, { olderStandsIn: true });
  return fault === undefined ? parameters : FAULTS[fault];
}

const ALL = (): boolean => true;

function readFilters(settings: unknown): CookieSyncRequest['allows'] | string {
  if (settings === undefined) return ALL;
  if (!isObject(settings)) return 'filterSettings must be an object';
  const iframe = readFilter(settings['iframe']);
  if (typeof iframe === 'string') return `error parsing filtersettings.iframe: ${iframe}`;
  const image = readFilter(settings['image']);
  if (typeof image === 'string') return `error parsing filtersettings.image: ${image}`;
  return (bidder, type) => (type === 'iframe' ? iframe(bidder) : image(bidder));
}

function readFilter(filter: unknown): ((bidder: string) => boolean) | string {
  if (isNothing(filter)) return ALL;
  if (!isObject(filter)) return 'must be an object';
  const { bidders, filter: mode } = filter;
  if (mode !== 'include' && mode !== 'exclude')
    return "invalid filter value. must be either 'include' or 'exclude'";
  if (bidders === '*') return () => mode === 'include';
  if (!isIdList(bidders))
    return "invalid bidders type. must either be a string '*' or a string array of bidders";
  const named = new Set(bidders);
  return (bidder) => named.has(bidder) === (mode === 'include');
}
