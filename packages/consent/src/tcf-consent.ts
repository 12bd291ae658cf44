import { type AskedAnew, type CompiledPolicy, widenedSince } from '@jianchat/policy';
import type { Finding } from './finding.ts';
import { readCanadianString } from './gpp/canadian-string.ts';
import { GPP_SECTION, type GppSignals } from './gpp/gpp-signals.ts';
import { readTcString } from './tcf/tc-string.ts';
import { createTcfReader, type TcfGrants } from './tcf/tcf-grants.ts';

/** What all TC strings of a request grant together. */
interface TcfConsent {
  /** Purposes granted to the platform. */
  readonly platform: number;
  /** Purposes granted to a vendor. */
  readonly vendorGrants: (gvlId: number) => number;
  readonly findings: readonly Finding[];
}

/** Whose TC string the regime asks for. */
interface Asked {
  /** Milliseconds since epoch. */
  readonly nowMs: number;
  /** Index of the regime that rules. */
  readonly regime: number;
  readonly askedAnew: readonly AskedAnew[];
  readonly asksEu: boolean;
  readonly asksCanada: boolean;
}

type Reader = (text: string) => TcfGrants;

const DAY_MS = 86_400_000;
/** A choice not renewed for thirteen months counts as none: nobody remembers having made it. */
const AGE_MS_MAX = 396 * DAY_MS;
/** Clocks differ; a string from further ahead says nothing that can be relied on. */
const AHEAD_MS_MAX = DAY_MS;

/** What of a choice was taken away because a widening was announced after it. */
export const BEFORE_WIDENING: Finding = { floor: '', reason: 'signal.consent.beforeWidening' };

const noPurposes = (): number => 0;
const nothingFor = (reason: string): TcfConsent => ({
  platform: 0,
  vendorGrants: noPurposes,
  findings: [{ floor: '', reason }],
});

/**
 * Consent by TC strings under one policy. Several different strings grant what all of them grant, and where both the EU's and
 * Canada's are asked for, neither stands in for the other.
 */
export function createTcfConsent(
  policy: CompiledPolicy,
): (consent: readonly unknown[], gpp: GppSignals, asked: Asked) => TcfConsent {
  const readEu = createTcfReader(policy, readTcString);
  const readCanada = createTcfReader(policy, readCanadianString);
  return (consent, gpp, asked) => {
    const { asksEu, asksCanada } = asked;
    const isInForce = gpp.stated === undefined || gpp.stated.has(GPP_SECTION.tcfEu);
    // A section that isn't in force can take away what the string elsewhere grants, and grants nothing alone.
    const eu = isInForce || consent.length > 0 ? [...consent, ...gpp.eu] : [];
    const european = () => grantedBy(eu, readEu, asked);
    const canadian = () => grantedBy(gpp.canada, readCanada, asked);
    if (asksEu && asksCanada) return both(european(), canadian());
    return asksCanada ? canadian() : european();
  };
}

function grantedBy(texts: readonly unknown[], read: Reader, asked: Asked): TcfConsent {
  const [first, ...others] = [...new Set(texts)];
  if (first === undefined) return nothingFor('signal.tcf.missing');
  const contradiction: Finding = { floor: '', reason: 'signal.tcf.contradiction' };
  return others.reduce(
    (consent: TcfConsent, text) => {
      const all = both(consent, grantsOf(text, read, asked));
      return { ...all, findings: [...all.findings, contradiction] };
    },
    grantsOf(first, read, asked),
  );
}

const both = (one: TcfConsent, two: TcfConsent): TcfConsent => ({
  platform: one.platform & two.platform,
  vendorGrants: (gvlId) => one.vendorGrants(gvlId) & two.vendorGrants(gvlId),
  findings: [...one.findings, ...two.findings],
});

function grantsOf(text: unknown, read: Reader, asked: Asked): TcfConsent {
  const { nowMs, regime } = asked;
  if (typeof text !== 'string')
    return {
      platform: 0,
      vendorGrants: noPurposes,
      findings: [{ floor: 'conflict', reason: 'signal.tcf.malformed' }],
    };
  const { platform, vendorGrants, createdMs, updatedMs, reason } = read(text);
  if (reason === undefined && nowMs - updatedMs > AGE_MS_MAX) return nothingFor('signal.tcf.expired');
  if (reason === undefined && updatedMs - nowMs > AHEAD_MS_MAX) return nothingFor('signal.tcf.future');
  const floor = reason === 'signal.tcf.malformed' ? 'conflict' : '';
  const widened = reason ? 0 : widenedSince(asked.askedAnew, { regime, chosenMs: createdMs });
  if (widened !== 0)
    return {
      platform: platform & ~widened,
      vendorGrants: (gvlId) => vendorGrants(gvlId) & ~widened,
      findings: [BEFORE_WIDENING],
    };
  return { platform, vendorGrants, findings: reason === undefined ? [] : [{ floor, reason }] };
}
