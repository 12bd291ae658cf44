import { type OwnSignal, readSignals } from '@jianchat/consent';
import type { AskedAnew, CompiledPolicy, SignalState } from '@jianchat/policy';
import type { Outer } from '../http/outer.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { readUids } from '../user-sync/uids-cookie.ts';
import type { OwnChoices } from './own-choices.ts';

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
  readonly signals: SignalState;
  /** ISO 3166-1 alpha-2 of the address, '' where unknown. */
  readonly ipCountry: string;
}

/**
 * Reads the person's and the law's signals. The address decides which law applies, identifiers whether the person refused with
 * the platform itself; they are used for nothing else before the gate.
 * @param raw completed from the HTTP request (`completeFromHttp`)
 */
export function readRequestSignals(raw: JsonObject, outer: Outer, means: SignalMeans): Signalled {
  const ipCountry = countryOf(raw, means);
  const { askedAnew } = means;
  const around = {
    secGpc: outer.secGpc,
    dnt: outer.dnt,
    ipCountry,
    nowMs: means.now(),
    ...(askedAnew && { askedAnew }),
  };
  const said = readSignals(means.policy, raw, around);
  const own = ownOf(raw, { said, outer, means });
  // Hardly anybody has told the platform anything by themself.
  const signals = own?.length ? readSignals(means.policy, raw, { ...around, own }) : said;
  return { signals, ipCountry: ipCountry ?? '' };
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
