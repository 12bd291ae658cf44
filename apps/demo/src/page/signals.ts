import { alpha3, type Choices } from './choices.ts';
import { gppUsNational, tcString, usNationalSection, usPrivacy } from './consent-strings.ts';

/** What of Prebid.js' configuration depends on who the visitor plays. */
export interface Signals {
  /** Which sentence explains them to the visitor. */
  readonly note: 'none' | 'unasked' | 'tcf' | 'us' | 'separate' | 'noStandard';
  /** First-party data, merged into the OpenRTB request. */
  readonly ortb2: {
    readonly device?: { readonly geo: { readonly country: string } };
    readonly user?: {
      readonly ext: { readonly separate_consent: readonly number[]; readonly separate_consent_at: number };
    };
    readonly regs?: { readonly ext: { readonly gdpr?: 1; readonly gpc?: '1' } };
  };
  /** Prebid's `consentManagement`: undefined leaves the modules off. */
  readonly consentManagement: ConsentManagement | undefined;
}

interface ConsentManagement {
  readonly gdpr?: {
    readonly cmpApi: 'static';
    readonly consentData: {
      readonly getTCData: { readonly tcString: string; readonly gdprApplies: boolean };
    };
  };
  readonly gpp?: {
    readonly cmpApi: 'static';
    readonly consentData: { readonly gppString: string; readonly applicableSections: number[] };
  };
  readonly usp?: {
    readonly cmpApi: 'static';
    readonly consentData: { readonly getUSPData: { readonly uspString: string } };
  };
}

/**
 * The purposes of the demo's policy that a person in China agrees to one by one, by their ids there: all but the use of
 * permanent hardware ids, which no web page has.
 */
const separatePurposes = [1, 3, 4, 5, 6, 7, 8, 11, 12];

/** Translates the visitor's choices into the signals that a site with a consent platform would send. */
export function signalsFor(choices: Choices, nowMs: number): Signals {
  const { country, consent } = choices;
  if (country === 'unknown') return { note: 'none', ortb2: {}, consentManagement: undefined };
  const device = { geo: { country: alpha3[country] } };
  if (country === 'DE')
    return german(
      device,
      consent === 'none' ? undefined : tcString({ accepted: consent === 'accept', nowMs }),
    );
  if (consent === 'none') return { note: 'unasked', ortb2: { device }, consentManagement: undefined };
  if (country === 'CN') {
    const agreed = consent === 'accept' ? separatePurposes : [];
    const user = { ext: { separate_consent: agreed, separate_consent_at: Math.floor(nowMs / 1_000) } };
    return { note: 'separate', ortb2: { device, user }, consentManagement: undefined };
  }
  if (country !== 'US') return { note: 'noStandard', ortb2: { device }, consentManagement: undefined };
  const optedOut = consent === 'reject';
  return {
    note: 'us',
    ortb2: optedOut ? { device, regs: { ext: { gpc: '1' } } } : { device },
    consentManagement: {
      gpp: {
        cmpApi: 'static',
        consentData: { gppString: gppUsNational({ optedOut }), applicableSections: [usNationalSection] },
      },
      usp: { cmpApi: 'static', consentData: { getUSPData: { uspString: usPrivacy({ optedOut }) } } },
    },
  };
}

function german(device: { geo: { country: string } }, consentString: string | undefined): Signals {
  // Before an answer a site knows that the GDPR applies and nothing else; Prebid's consent module takes no empty string.
  if (consentString === undefined) {
    return { note: 'unasked', ortb2: { device, regs: { ext: { gdpr: 1 } } }, consentManagement: undefined };
  }
  const getTCData = { tcString: consentString, gdprApplies: true };
  return {
    note: 'tcf',
    ortb2: { device },
    consentManagement: { gdpr: { cmpApi: 'static', consentData: { getTCData } } },
  };
}
