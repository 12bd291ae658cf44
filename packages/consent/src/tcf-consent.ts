import type { CompiledPolicy } from '@jianchat/policy';
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
  readonly asksEu: boolean;
  readonly asksCanada: boolean;
}

type Reader = (text: string) => TcfGrants;

const noPurposes = (): number => 0;
const MISSING: TcfConsent = {
  platform: 0,
  vendorGrants: noPurposes,
  findings: [{ floor: '', reason: 'signal.tcf.missing' }],
};

/**
 * Consent by TC strings under one policy. Several different strings grant what all of them grant, and where both the EU's and
 * Canada's are asked for, neither stands in for the other.
 */
export function createTcfConsent(
  policy: CompiledPolicy,
): (consent: readonly unknown[], gpp: GppSignals, asked: Asked) => TcfConsent {
  const readEu = createTcfReader(policy, readTcString);
  const readCanada = createTcfReader(policy, readCanadianString);
  return (consent, gpp, { asksEu, asksCanada }) => {
    const isInForce = gpp.stated === undefined || gpp.stated.has(GPP_SECTION.tcfEu);
    // A section that isn't in force can take away what the string elsewhere grants, and grants nothing alone.
    const eu = isInForce || consent.length > 0 ? [...consent, ...gpp.eu] : [];
    if (asksEu && asksCanada) return both(grantedBy(eu, readEu), grantedBy(gpp.canada, readCanada));
    return asksCanada ? grantedBy(gpp.canada, readCanada) : grantedBy(eu, readEu);
  };
}

function grantedBy(texts: readonly unknown[], read: Reader): TcfConsent {
  const [first, ...others] = [...new Set(texts)];
  if (first === undefined) return MISSING;
  const contradiction: Finding = { floor: '', reason: 'signal.tcf.contradiction' };
  return others.reduce(
    (consent: TcfConsent, text) => {
      const all = both(consent, grantsOf(text, read));
      return { ...all, findings: [...all.findings, contradiction] };
    },
    grantsOf(first, read),
  );
}

const both = (one: TcfConsent, two: TcfConsent): TcfConsent => ({
  platform: one.platform & two.platform,
  vendorGrants: (gvlId) => one.vendorGrants(gvlId) & two.vendorGrants(gvlId),
  findings: [...one.findings, ...two.findings],
});

function grantsOf(text: unknown, read: Reader): TcfConsent {
  if (typeof text !== 'string')
    return {
      platform: 0,
      vendorGrants: noPurposes,
      findings: [{ floor: 'conflict', reason: 'signal.tcf.malformed' }],
    };
  const { platform, vendorGrants, reason } = read(text);
  const floor = reason === 'signal.tcf.malformed' ? 'conflict' : '';
  return { platform, vendorGrants, findings: reason === undefined ? [] : [{ floor, reason }] };
}
