import type { CompiledPolicy, SignalState } from '@jianchat/policy';
import type { Finding } from './finding.ts';
import { readGpp } from './gpp/gpp-signals.ts';
import { findSignals, type RawSignals, readSwitch } from './raw-request.ts';
import { createRegimeFinder } from './regime.ts';
import { createTcfConsent } from './tcf-consent.ts';
import { usPrivacyFindings } from './us-privacy.ts';

/** Signals that travel outside the request's body. */
export interface RequestSignals {
  /** Header `Sec-GPC: 1`. */
  readonly secGpc: boolean;
  /** Header `DNT: 1`. */
  readonly dnt: boolean;
  /** ISO 3166-1 alpha-2 of the network address; undefined when the IP database doesn't know it. */
  readonly ipCountry: string | undefined;
  /** Milliseconds since epoch: a consent string wears out. */
  readonly nowMs: number;
  /** What the person told the platform itself: an objection in its privacy centre, a request for deletion. */
  readonly own?: readonly OwnSignal[];
}

/** Choices that a person made with the platform itself, whatever a request says. */
export type OwnSignal = 'optOut' | 'deletion';

type Reader = (raw: unknown, outer: RequestSignals) => SignalState;

const ALL_PURPOSES = 0x7fffffff;
const allPurposes = (): number => ALL_PURPOSES;
const readers = new WeakMap<CompiledPolicy, Reader>();

/**
 * What a request's privacy signals amount to under a policy. Every place where a signal has ever lived is read and the most
 * restrictive reading wins; a malformed signal denies and says so in `reasons`. Never throws on any JSON.
 */
export function readSignals(policy: CompiledPolicy, raw: unknown, outer: RequestSignals): SignalState {
  let reader = readers.get(policy);
  if (reader === undefined) {
    reader = createReader(policy);
    readers.set(policy, reader);
  }
  return reader(raw, outer);
}

function createReader(policy: CompiledPolicy): Reader {
  const findRegime = createRegimeFinder(policy);
  const tcfConsent = createTcfConsent(policy);
  const floorBits = new Map(policy.floors.map((floor) => [floor.name, floor.bit]));
  const purposeIds = new Set(policy.purposes.map((purpose) => purpose.id));
  return (raw, outer) => {
    const signals = findSignals(raw);
    const gpp = readGpp(signals);
    const found = findRegime(signals, { gpp, ipCountry: outer.ipCountry });
    // Contradicting places ask each in its way, and what one way grants the other can still refuse.
    const asked = new Set(found?.evidence.map(({ signal }) => signal));
    const findings = [
      ...childFindings(signals),
      ...optOutFindings(signals, outer),
      ...gpp.findings,
      ...deviceFindings(signals, outer),
      ...ownFindings(outer),
    ];
    if (found?.isMalformed) findings.push({ floor: 'conflict', reason: 'signal.gdpr.malformed' });
    let grants = 0;
    let vendorGrants: SignalState['vendorGrants'] = allPurposes;
    if (found !== undefined && asked.has('tcf')) {
      const consent = tcfConsent(signals.consent, gpp, { ...found, nowMs: outer.nowMs });
      grants = consent.platform;
      vendorGrants = consent.vendorGrants;
      findings.push(...consent.findings);
    }
    if (asked.has('separate')) {
      const separate = separateGrants(signals.separateConsent, purposeIds);
      grants = asked.has('tcf') ? grants & separate.grants : separate.grants;
      if (separate.finding !== undefined) findings.push(separate.finding);
    }
    const floors = findings.reduce((bits, { floor }) => bits | (floorBits.get(floor) ?? 0), 0);
    const reasons = [...(found?.reasons ?? []), ...new Set(findings.map(({ reason }) => reason))];
    return { regime: found?.regime.id ?? 0, grants, floors, vendorGrants, reasons };
  };
}

function childFindings(signals: RawSignals): Finding[] {
  return signals.coppa.flatMap((value): Finding[] => {
    const reading = readSwitch(value);
    if (reading === 'off') return [];
    return [{ floor: 'child', reason: reading === 'on' ? 'signal.coppa' : 'signal.coppa.malformed' }];
  });
}

/** GPC and US Privacy. */
function optOutFindings(signals: RawSignals, outer: RequestSignals): Finding[] {
  const findings: Finding[] = outer.secGpc ? [{ floor: 'optOut', reason: 'signal.gpc' }] : [];
  for (const value of signals.gpc) {
    const reading = readSwitch(value);
    if (reading !== 'off')
      findings.push({ floor: 'optOut', reason: reading === 'on' ? 'signal.gpc' : 'signal.gpc.malformed' });
  }
  return [...findings, ...signals.usPrivacy.flatMap(usPrivacyFindings)];
}

/** Apple's AppTrackingTransparency status "authorized". */
const ATT_AUTHORIZED = 3;
/** What systems hand out in place of an advertising id that the person has switched off. */
const NO_IFA = '00000000-0000-0000-0000-000000000000';

function deviceFindings(signals: RawSignals, outer: RequestSignals): Finding[] {
  const findings: Finding[] = outer.dnt ? [{ floor: 'osDenied', reason: 'signal.dnt' }] : [];
  for (const [name, value] of [
    ['dnt', signals.dnt],
    ['lmt', signals.lmt],
  ] as const) {
    if (value === undefined || value === null) continue;
    const reading = readSwitch(value);
    if (reading !== 'off')
      findings.push({
        floor: 'osDenied',
        reason: reading === 'on' ? `signal.${name}` : `signal.${name}.malformed`,
      });
  }
  const { atts } = signals;
  if (atts !== undefined && atts !== null && atts !== ATT_AUTHORIZED)
    findings.push({ floor: 'osDenied', reason: 'signal.att' });
  if (signals.ifa === NO_IFA) findings.push({ floor: 'osDenied', reason: 'signal.ifa.zero' });
  return findings;
}

const OWN: Readonly<Record<OwnSignal, Finding>> = {
  optOut: { floor: 'optOut', reason: 'signal.own.optOut' },
  deletion: { floor: 'deletion', reason: 'signal.own.deletion' },
};

const ownFindings = ({ own = [] }: RequestSignals): Finding[] => own.map((signal) => OWN[signal]);

/** Purposes in one list of separate consent, at most. */
const SEPARATE_MAX = 64;

/**
 * Purposes that were agreed to one by one: an array of the policy's purpose ids. Ids the policy doesn't know grant nothing, since
 * another version may know them; anything else is malformed and denies as a whole.
 */
function separateGrants(
  value: unknown,
  known: ReadonlySet<number>,
): { readonly grants: number; readonly finding?: Finding } {
  if (value === undefined || value === null)
    return { grants: 0, finding: { floor: '', reason: 'signal.separate.missing' } };
  const isList =
    Array.isArray(value) &&
    value.length <= SEPARATE_MAX &&
    value.every((id) => Number.isInteger(id) && id >= 0);
  if (!isList) return { grants: 0, finding: { floor: 'conflict', reason: 'signal.separate.malformed' } };
  return { grants: value.reduce((bits: number, id: number) => (known.has(id) ? bits | (1 << id) : bits), 0) };
}
