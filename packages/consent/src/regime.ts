import type { CompiledPolicy, RegimeRow } from '@jianchat/policy';
import { alpha2Of } from './country-code.ts';
import { GPP_SECTION, type GppSignals } from './gpp/gpp-signals.ts';
import { type RawSignals, readSwitch } from './raw-request.ts';

/** Which rules apply, and what that was concluded from. */
interface RegimeFinding {
  readonly regime: RegimeRow;
  /** Every regime that something speaks for; the one that applies is the strictest of them. */
  readonly evidence: readonly RegimeRow[];
  /** The EU's TC string is asked for: by a flag, a place, or because one came along. */
  readonly asksEu: boolean;
  /** Canada's TC string is asked for. */
  readonly asksCanada: boolean;
  readonly reasons: readonly string[];
  /** A GDPR flag that is neither yes nor no. */
  readonly isMalformed: boolean;
}

/** What is known outside the signals that only decide the regime. */
interface RegimeMeans {
  readonly gpp: GppSignals;
  /** ISO 3166-1 alpha-2. */
  readonly ipCountry: string | undefined;
}

/** Finds the regime; undefined when the policy has none for places unknown. */
export type RegimeFinder = (signals: RawSignals, means: RegimeMeans) => RegimeFinding | undefined;

/**
 * Evidence is the GDPR flag, the declared country and the country of the IP address; where they differ the stricter regime applies.
 * A consent string without a flag is evidence as well, but no place: alone it doesn't lift what holds where nothing is known.
 * Canada's TC string asks for consent purpose by purpose as the EU's does, so the same rules hold where it is in force.
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
  return (signals, { gpp, ipCountry }) => {
    let isMalformed = false;
    let isGdpr = states(gpp, GPP_SECTION.tcfEu) || states(gpp, GPP_SECTION.tcfEu1);
    for (const value of signals.gdpr) {
      const reading = readSwitch(value);
      isMalformed ||= reading === 'malformed';
      isGdpr ||= reading === 'on';
    }
    const evidence: RegimeRow[] = [];
    const add = (regime: RegimeRow | undefined): void => {
      if (regime !== undefined) evidence.push(regime);
    };
    if (isGdpr) add(tcf);
    add(regimeOf(signals.country));
    add(regimeOf(ipCountry));
    const isPlaced = evidence.length > 0;
    if (
      isPlaced &&
      signals.gdpr.length === 0 &&
      (signals.consent.length > 0 || brings(gpp, GPP_SECTION.tcfEu))
    )
      add(tcf);
    const asksEu = tcf !== undefined && evidence.includes(tcf);
    const isContradiction = evidence.some((other) => other !== evidence[0]);
    const asksCanada = states(gpp, GPP_SECTION.tcfCanada) || (isPlaced && brings(gpp, GPP_SECTION.tcfCanada));
    if (asksCanada) add(tcf);
    const [first, ...others] = evidence;
    if (first === undefined)
      return (
        unknown && {
          regime: unknown,
          evidence,
          asksEu,
          asksCanada,
          reasons: ['location.unknown'],
          isMalformed,
        }
      );
    const regime = others.reduce(
      (strictest, other) => (other.strictness > strictest.strictness ? other : strictest),
      first,
    );
    const reasons = isContradiction ? CONTRADICTION : NO_REASONS;
    return { regime, evidence, asksEu, asksCanada, reasons, isMalformed };
  };
}

const CONTRADICTION = ['location.contradiction'];
const NO_REASONS: readonly string[] = [];

/** Is the section in force because `gpp_sid` says so? */
const states = ({ stated }: GppSignals, id: number): boolean => stated?.has(id) === true;

/** Is the section there without a word on which are in force? */
const brings = ({ stated, carried }: GppSignals, id: number): boolean =>
  stated === undefined && carried.has(id);
