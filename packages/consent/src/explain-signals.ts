import type { CompiledPolicy, SignalState } from '@jianchat/policy';
import { alpha2Of } from './country-code.ts';
import { readSwitch } from './raw-request.ts';
import { type RequestSignals, readSignals } from './read-signals.ts';
import { SIGNAL_PLACES, type SignalPlace } from './signal-places.ts';

/** What one place of a signal says by itself. */
export interface SignalReading extends Pick<SignalPlace, 'signal' | 'place'> {
  /** How it reads, never the value: `on`, `off`, `malformed`, a country, or how long a text or list is. */
  readonly reading: string;
  /** The regime that this place speaks for; undefined where it says nothing of it. */
  readonly regime: string | undefined;
  /** Floors that it raises. */
  readonly floors: readonly string[];
  /** Purposes that it grants the platform. */
  readonly grants: readonly string[];
  readonly reasons: readonly string[];
}

export interface ExplainedSignals {
  /** Places that said something, in the order of `SIGNAL_PLACES`. */
  readonly readings: readonly SignalReading[];
  /** What they amount to together, as the gates get it. */
  readonly state: SignalState;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Places whose meaning depends on one another are read together: sections need to be told to be in force. */
const COMPANIONS: Readonly<Partial<Record<string, readonly string[]>>> = {
  'user.ext.separate_consent': ['user.ext.separate_consent_at'],
  'regs.gpp': ['regs.gpp_sid', 'regs.ext.gpp_sid'],
  'regs.ext.gpp': ['regs.gpp_sid', 'regs.ext.gpp_sid'],
  'regs.gpp_sid': ['regs.gpp', 'regs.ext.gpp', 'regs.us_privacy', 'regs.ext.us_privacy'],
  'regs.ext.gpp_sid': ['regs.gpp', 'regs.ext.gpp', 'regs.us_privacy', 'regs.ext.us_privacy'],
};
const SID_REASONS: ReadonlySet<string> = new Set(['signal.gpp.missing', 'signal.gpp.sid.malformed']);
/** Where the law is told from: a consent string is asked for only where the law asks. */
const LAW = ['regs.gdpr', 'regs.ext.gdpr', 'device.geo.country'];

/**
 * Explains what was read from a request: each place is given alone to the same reader that reads all of them together, so the
 * explanation can't say anything else than the reader does.
 */
export function explainSignals(
  policy: CompiledPolicy,
  raw: unknown,
  outer: RequestSignals,
): ExplainedSignals {
  const state = readSignals(policy, raw, outer);
  const silent: RequestSignals = {
    secGpc: false,
    dnt: false,
    ipCountry: undefined,
    nowMs: outer.nowMs,
    ...(outer.askedAnew && { askedAnew: outer.askedAnew }),
  };
  const lawOnly = readSignals(policy, only(raw, LAW), { ...silent, ipCountry: outer.ipCountry });
  const readings = SIGNAL_PLACES.flatMap((place): SignalReading[] => {
    const value = valueAt(raw, place.place, outer);
    if (value === undefined || value === null || value === '' || value === false) return [];
    const paths = [place.place, ...(COMPANIONS[place.place] ?? [])];
    const beside = besideOf(place.place, outer, silent);
    const alone = readSignals(policy, only(raw, paths), beside);
    const inItsLaw = readSignals(policy, only(raw, [...paths, ...LAW]), {
      ...beside,
      ipCountry: outer.ipCountry,
    });
    const reasons = inItsLaw.reasons.filter(
      (reason) =>
        !lawOnly.reasons.includes(reason) && (!place.place.endsWith('gpp_sid') || SID_REASONS.has(reason)),
    );
    const isLaw = LAW.includes(place.place) || place.place === 'address' || place.signal === 'gpp';
    return [
      {
        signal: place.signal,
        place: place.place,
        reading: readingOf(place, value),
        regime:
          isLaw && !alone.reasons.includes('location.unknown')
            ? policy.regimes[alone.regime]?.name
            : undefined,
        floors:
          place.place.endsWith('gpp_sid') && reasons.length === 0
            ? []
            : named(policy.floors, inItsLaw.floors & ~lawOnly.floors),
        grants: named(policy.purposes, inItsLaw.grants),
        reasons,
      },
    ];
  });
  return { readings, state };
}

const named = (rows: readonly { name: string; bit: number }[], bits: number): readonly string[] =>
  rows.filter(({ bit }) => (bits & bit) !== 0).map(({ name }) => name);

function besideOf(place: string, outer: RequestSignals, silent: RequestSignals): RequestSignals {
  if (place === 'header Sec-GPC') return { ...silent, secGpc: outer.secGpc };
  if (place === 'header DNT') return { ...silent, dnt: outer.dnt };
  if (place === 'address') return { ...silent, ipCountry: outer.ipCountry };
  return place === 'own' ? { ...silent, own: outer.own ?? [] } : silent;
}

function valueAt(raw: unknown, place: string, outer: RequestSignals): unknown {
  if (place === 'header Sec-GPC') return outer.secGpc;
  if (place === 'header DNT') return outer.dnt;
  if (place === 'address') return outer.ipCountry;
  if (place === 'own') return outer.own?.length ? outer.own : undefined;
  const value = place.split('.').reduce<unknown>(memberOf, raw);
  // Any other advertising id is no signal.
  return place === 'device.ifa' && !/^[0-]+$/.test(String(value)) ? undefined : value;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** A request that holds the values of these paths and nothing else. */
function only(raw: unknown, paths: readonly string[]): JsonObject {
  return paths.reduce<JsonObject>((request, path) => {
    const keys = path.split('.');
    const value = keys.reduce<unknown>(memberOf, raw);
    return value === undefined ? request : laidInto(request, keys, value);
  }, {});
}

function laidInto(object: JsonObject, [key = '', ...rest]: readonly string[], value: unknown): JsonObject {
  const below = object[key];
  if (rest.length === 0) return { ...object, [key]: value };
  return { ...object, [key]: laidInto(typeof below === 'object' ? (below as JsonObject) : {}, rest, value) };
}

const SWITCHES: ReadonlySet<string> = new Set([
  'regs.gdpr',
  'regs.ext.gdpr',
  'regs.gpc',
  'regs.ext.gpc',
  'regs.coppa',
  'regs.ext.coppa',
  'device.lmt',
  'device.dnt',
]);

function readingOf({ place }: SignalPlace, value: unknown): string {
  if (SWITCHES.has(place)) return readSwitch(value);
  if (place === 'device.geo.country' || place === 'address') return alpha2Of(value) ?? 'unknown';
  if (value === true) return 'on';
  if (typeof value === 'string') return `text of ${value.length} characters`;
  if (typeof value === 'number') return `number ${value}`;
  return Array.isArray(value) ? `list of ${value.length}` : 'malformed';
}
