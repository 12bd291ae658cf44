import { type OwnSignal, readSignals } from '@jianchat/consent';
import type { AskedAnew, CompiledPolicy, SignalState } from '@jianchat/policy';
import { isObject, type JsonObject } from '../json-object.ts';
import { isPublicIp } from '../public-ip.ts';
import { readUids } from '../user-sync/uids-cookie.ts';
import type { OwnChoices } from './own-choices.ts';
import type { Outer } from './parse.ts';

export interface SignalMeans {
  readonly policy: CompiledPolicy;
  /** ISO 3166-1 alpha-2 of an address, from a local database. */
  lookUpCountry(ip: string): string | undefined;
  /** Milliseconds since epoch. */
  now(): number;
  /** What the person told the platform itself; left out where nobody can be asked. */
  readonly ownChoices?: OwnChoices;
  /** For which purposes choices of before some day don't count; left out where that is nothing. */
  readonly askedAnew?: readonly AskedAnew[];
}

export interface Signalled {
  /** The request with what the HTTP request says where the body is silent; still before any gate. */
  readonly raw: JsonObject;
  readonly signals: SignalState;
  /** ISO 3166-1 alpha-2 of the address, '' where unknown. */
  readonly ipCountry: string;
}

/**
 * Reads the person's and the law's signals. The address decides which law applies, identifiers whether the person refused with
 * the platform itself; they are used for nothing else before the gate. Where the body names no device data, the HTTP request's own
 * is taken, as Prebid Server does.
 */
export function readRequestSignals(raw: JsonObject, outer: Outer, means: SignalMeans): Signalled {
  const completed = completeFromHttp(raw, outer);
  const ipCountry = countryOf(completed, means);
  const { askedAnew } = means;
  const around = {
    secGpc: outer.secGpc,
    dnt: outer.dnt,
    ipCountry,
    nowMs: means.now(),
    ...(askedAnew && { askedAnew }),
  };
  const said = readSignals(means.policy, completed, around);
  const own = ownOf(completed, { said, outer, means });
  // Hardly anybody has told the platform anything by themself.
  const signals = own?.length ? readSignals(means.policy, completed, { ...around, own }) : said;
  return { raw: completed, signals, ipCountry: ipCountry ?? '' };
}

const OPTED_OUT: readonly OwnSignal[] = ['optOut'];

/** What the person told the platform itself: by an identifier, or in the browser's own cookie. */
function ownOf(
  raw: JsonObject,
  { said, outer, means }: { said: SignalState; outer: Outer; means: SignalMeans },
): readonly OwnSignal[] | undefined {
  const own = means.ownChoices?.(raw, said);
  if (outer.cookie === undefined || !readUids(outer.cookie).optedOut) return own;
  return own === undefined ? OPTED_OUT : [...own, ...OPTED_OUT];
}

/** As long as the vocabulary takes them: the body is not refused for a header that it can't help. */
const USER_AGENT_CHARS_MAX = 2_048;
const PAGE_CHARS_MAX = 8_192;

const upTo = (charsMax: number, header: string | undefined): string | undefined =>
  header !== undefined && header.length <= charsMax ? header : undefined;

function completeFromHttp(raw: JsonObject, outer: Outer): JsonObject {
  const device = raw['device'];
  if (device !== undefined && device !== null && !isObject(device)) return raw;
  const known = device ?? {};
  const ip =
    !known['ip'] && !known['ipv6'] && outer.ip !== undefined && isPublicIp(outer.ip) ? outer.ip : undefined;
  const ua = known['ua'] ? undefined : upTo(USER_AGENT_CHARS_MAX, outer.userAgent);
  // A request that names no channel comes from the page that sent it.
  const site = raw['site'] ?? (raw['app'] || raw['dooh'] ? undefined : {});
  const page = isObject(site) && !site['page'] ? upTo(PAGE_CHARS_MAX, outer.referer) : undefined;
  const dnt = outer.dnt && isOpen(known['dnt']);
  const regs = outer.secGpc ? withGpc(raw['regs']) : undefined;
  if (ip === undefined && ua === undefined && page === undefined && !dnt && regs === undefined) return raw;
  return {
    ...raw,
    device: {
      ...known,
      ...(ip !== undefined && (ip.includes(':') ? { ipv6: ip } : { ip })),
      ...(ua !== undefined && { ua }),
      ...(dnt && { dnt: 1 }),
    },
    ...(page !== undefined && isObject(site) && { site: { ...site, page } }),
    ...(regs !== undefined && { regs }),
  };
}

const isOpen = (value: unknown): boolean => value === undefined || value === null;

/** The browser's `Sec-GPC`, where bidders look for it; undefined where the request says something of its own. */
function withGpc(given: unknown): JsonObject | undefined {
  const regs = given ?? {};
  if (!isObject(regs) || !isOpen(regs['gpc'])) return undefined;
  const ext = regs['ext'] ?? {};
  return isObject(ext) && isOpen(ext['gpc']) ? { ...regs, ext: { ...ext, gpc: '1' } } : undefined;
}

/** Of two addresses in two countries the one counts whose law is stricter. */
function countryOf(raw: JsonObject, means: SignalMeans): string | undefined {
  const device = raw['device'];
  if (!isObject(device)) return undefined;
  const [one, two] = [device['ip'], device['ipv6']].map((address) =>
    typeof address === 'string' && address !== '' && address.length <= ADDRESS_CHARS_MAX
      ? means.lookUpCountry(address)
      : undefined,
  );
  if (one === undefined || two === undefined) return one ?? two;
  const strictness = (country: string): number =>
    means.policy.regimes[means.policy.regimeOfCountry.get(country) ?? -1]?.strictness ?? 0;
  return strictness(two) > strictness(one) ? two : one;
}

/** An IPv6 address with an IPv4 address in it, written out. */
const ADDRESS_CHARS_MAX = 45;
