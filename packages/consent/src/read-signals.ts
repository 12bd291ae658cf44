import { type AskedAnew, type CompiledPolicy, type SignalState, widenedSince } from '@jianchat/policy';
import type { Finding } from './finding.ts';
import { readGpp } from './gpp/gpp-signals.ts';
import { findSignals, type RawSignals, readSwitch } from './raw-request.ts';
import { createRegimeFinder } from './regime.ts';
import { BEFORE_WIDENING, createTcfConsent } from './tcf-consent.ts';
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
  /** For which purposes choices of before some day don't count under this policy in force. */
  readonly askedAnew?: readonly AskedAnew[];
}

/**
 * Choices that a person made with the platform itself, whatever a request says. `unreadable`: whether there are any can't be told,
 * which counts as a refusal.
 */
export type OwnSignal = 'optOut' | 'deletion' | 'unreadable';

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
    const asksTcf = found?.evidence.some(({ signal }) => signal === 'tcf') === true;
    const asksSeparate = found?.evidence.some(({ signal }) => signal === 'separate') === true;
    const findings: Finding[] = [];
    childFindings(signals, findings);
    optOutFindings(signals, outer, findings);
    findings.push(...gpp.findings);
    deviceFindings(signals, outer, findings);
    for (const signal of outer.own ?? []) findings.push(OWN[signal]);
    if (found?.isMalformed) findings.push({ floor: 'conflict', reason: 'signal.gdpr.malformed' });
    const rules = {
      nowMs: outer.nowMs,
      regime: found?.regime.id ?? 0,
      askedAnew: outer.askedAnew ?? NOT_ASKED,
    };
    let grants = 0;
    let vendorGrants: SignalState['vendorGrants'] = allPurposes;
    if (found !== undefined && asksTcf) {
      const consent = tcfConsent(signals.consent, gpp, {
        asksEu: found.asksEu,
        asksCanada: found.asksCanada,
        ...rules,
      });
      grants = consent.platform;
      vendorGrants = consent.vendorGrants;
      findings.push(...consent.findings);
    }
    if (asksSeparate) {
      const separate = separateGrants(signals, { known: purposeIds, ...rules });
      grants = asksTcf ? grants & separate.grants : separate.grants;
      findings.push(...separate.findings);
    }
    const reasons = found?.reasons ?? NO_REASONS;
    const regime = found?.regime.id ?? 0;
    // Most people refuse nothing.
    if (findings.length === 0) return { regime, grants, floors: 0, vendorGrants, reasons };
    const floors = findings.reduce((bits, { floor }) => bits | (floorBits.get(floor) ?? 0), 0);
    const told = [...reasons, ...new Set(findings.map(({ reason }) => reason))];
    return { regime, grants, floors, vendorGrants, reasons: told };
  };
}

const NO_REASONS: readonly string[] = [];
const NOT_ASKED: readonly AskedAnew[] = [];

function childFindings(signals: RawSignals, findings: Finding[]): void {
  for (const value of signals.coppa) {
    const reading = readSwitch(value);
    if (reading !== 'off')
      findings.push({ floor: 'child', reason: reading === 'on' ? 'signal.coppa' : 'signal.coppa.malformed' });
  }
}

/** GPC and US Privacy. */
function optOutFindings(signals: RawSignals, { secGpc }: RequestSignals, findings: Finding[]): void {
  if (secGpc) findings.push({ floor: 'optOut', reason: 'signal.gpc' });
  for (const value of signals.gpc) {
    const reading = readSwitch(value);
    if (reading !== 'off')
      findings.push({ floor: 'optOut', reason: reading === 'on' ? 'signal.gpc' : 'signal.gpc.malformed' });
  }
  for (const value of signals.usPrivacy) findings.push(...usPrivacyFindings(value));
}

/** Apple's AppTrackingTransparency status "authorized". */
const ATT_AUTHORIZED = 3;
/** What systems hand out in place of an advertising id that the person has switched off. */
const NO_IFA = '00000000-0000-0000-0000-000000000000';

function deviceFindings(signals: RawSignals, outer: RequestSignals, findings: Finding[]): void {
  const denied = (reason: string): number => findings.push({ floor: 'osDenied', reason });
  if (outer.dnt) denied('signal.dnt');
  const { dnt, lmt, atts } = signals;
  if (dnt !== undefined && dnt !== null) {
    const reading = readSwitch(dnt);
    if (reading !== 'off') denied(reading === 'on' ? 'signal.dnt' : 'signal.dnt.malformed');
  }
  if (lmt !== undefined && lmt !== null) {
    const reading = readSwitch(lmt);
    if (reading !== 'off') denied(reading === 'on' ? 'signal.lmt' : 'signal.lmt.malformed');
  }
  if (atts !== undefined && atts !== null && atts !== ATT_AUTHORIZED) denied('signal.att');
  if (signals.ifa === NO_IFA) denied('signal.ifa.zero');
}

const OWN: Readonly<Record<OwnSignal, Finding>> = {
  optOut: { floor: 'optOut', reason: 'signal.own.optOut' },
  deletion: { floor: 'deletion', reason: 'signal.own.deletion' },
  unreadable: { floor: 'optOut', reason: 'signal.own.unreadable' },
};

/** Purposes in one list of separate consent, at most. */
const SEPARATE_MAX = 64;
/** Clocks differ; a choice from further ahead says nothing that can be relied on. */
const AHEAD_MS_MAX = 86_400_000;

interface SeparateRules {
  readonly known: ReadonlySet<number>;
  readonly nowMs: number;
  readonly regime: number;
  readonly askedAnew: readonly AskedAnew[];
}

interface Separate {
  readonly grants: number;
  readonly findings: readonly Finding[];
}

const MALFORMED: Separate = {
  grants: 0,
  findings: [{ floor: 'conflict', reason: 'signal.separate.malformed' }],
};

/**
 * Purposes that were agreed to one by one: an array of the policy's purpose ids, and when, in seconds since the epoch. Ids the policy
 * doesn't know grant nothing, since another version may know them; anything else is malformed and denies as a whole.
 */
function separateGrants(
  { separateConsent: value, separateConsentAt: at }: RawSignals,
  { known, nowMs, regime, askedAnew }: SeparateRules,
): Separate {
  const isTime = at === undefined || at === null || (Number.isInteger(at) && Number(at) >= 0);
  if (!isTime) return MALFORMED;
  if (value === undefined || value === null)
    return { grants: 0, findings: [{ floor: '', reason: 'signal.separate.missing' }] };
  const isList =
    Array.isArray(value) &&
    value.length <= SEPARATE_MAX &&
    value.every((id) => Number.isInteger(id) && id >= 0);
  if (!isList) return MALFORMED;
  const grants = value.reduce((bits: number, id: number) => (known.has(id) ? bits | (1 << id) : bits), 0);
  const saidMs = typeof at === 'number' ? at * 1_000 : undefined;
  const chosenMs = saidMs !== undefined && saidMs - nowMs > AHEAD_MS_MAX ? undefined : saidMs;
  const widened = grants & widenedSince(askedAnew, { regime, chosenMs });
  return { grants: grants & ~widened, findings: widened === 0 ? [] : [BEFORE_WIDENING] };
}
