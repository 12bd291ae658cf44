import type { CompiledPolicy, RegimeRow } from '@jianchat/policy';
import { alpha2Of } from './country-code.ts';
import { type RawSignals, readSwitch } from './raw-request.ts';

/** Which rules apply, and what that was concluded from. */
interface RegimeFinding {
  readonly regime: RegimeRow;
  /** Every regime that something speaks for; the one that applies is the strictest of them. */
  readonly evidence: readonly RegimeRow[];
  readonly reasons: readonly string[];
  /** A GDPR flag that is neither yes nor no. */
  readonly isMalformed: boolean;
}

/** GPP section 2 is the EU's TCF. */
const GPP_TCF_EU = 2;

/** Finds the regime. `strictestFirst` are the policy's regimes by falling strictness. */
export type RegimeFinder = (signals: RawSignals, ipCountry: string | undefined) => RegimeFinding | undefined;

/**
 * Evidence is the GDPR flag, the declared country and the country of the IP address; where they differ the stricter regime applies.
 * A consent string without a flag is evidence as well, but no place: alone it doesn't lift what holds where nothing is known.
 */
export function createRegimeFinder(policy: CompiledPolicy): RegimeFinder {
  const byName = new Map(policy.regimes.map((regime) => [regime.name, regime]));
  const tcf = policy.regimes
    .filter((regime) => regime.signal === 'tcf')
    .sort((a, b) => b.strictness - a.strictness)[0];
  const elsewhere = byName.get('elsewhere');
  const unknown = byName.get('unknown');
  const regimeOf = (code: unknown): RegimeRow | undefined => {
    const country = alpha2Of(code);
    if (country === undefined) return undefined;
    const index = policy.regimeOfCountry.get(country);
    return index === undefined ? elsewhere : policy.regimes[index];
  };
  return (signals, ipCountry) => {
    const switches = signals.gdpr.map(readSwitch);
    const isGdpr = switches.includes('on') || sections(signals).includes(GPP_TCF_EU);
    const places = [isGdpr ? tcf : undefined, regimeOf(signals.country), regimeOf(ipCountry)];
    const isConsentAlone = switches.length === 0 && signals.consent.length > 0;
    const isPlaced = places.some((regime) => regime !== undefined);
    const evidence = [...places, isPlaced && isConsentAlone ? tcf : undefined].filter(
      (regime) => regime !== undefined,
    );
    const [first, ...others] = evidence;
    const isMalformed = switches.includes('malformed');
    if (first === undefined)
      return unknown && { regime: unknown, evidence, reasons: ['location.unknown'], isMalformed };
    const regime = others.reduce(
      (strictest, other) => (other.strictness > strictest.strictness ? other : strictest),
      first,
    );
    const isContradiction = others.some((other) => other !== first);
    return { regime, evidence, reasons: isContradiction ? ['location.contradiction'] : [], isMalformed };
  };
}

/** Every GPP section id the request names. */
export function sections(signals: RawSignals): number[] {
  return signals.gppSid.flatMap((list) => (Array.isArray(list) ? list.slice(0, 64).map(Number) : []));
}
