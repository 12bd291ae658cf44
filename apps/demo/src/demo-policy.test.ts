import { readFileSync } from 'node:fs';
import { readSignals, readTcString } from '@jianchat/consent';
import { compilePolicy, isPurposeAllowed } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { demoImport } from './demo-import.ts';
import type { Choices } from './page/choices.ts';
import { tcString } from './page/consent-strings.ts';
import { signalsFor } from './page/signals.ts';

const read = (file: string) => readFileSync(new URL(`../../../policy/${file}`, import.meta.url), 'utf8');
const compiled = compilePolicy({
  file: 'policy.yaml',
  yaml: read('policy.yaml'),
  texts: {
    en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
    zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
  },
});
if (!compiled.ok) throw new Error('the policy of the repository does not compile');
const { policy } = compiled;

/** The purposes that the platform finds allowed for a visitor, from the request that the page would make. */
function allowed(country: Choices['country'], consent: Choices['consent']) {
  const state = stateOf(country, consent);
  const purposes = policy.purposes.filter((purpose) => isPurposeAllowed(policy, purpose, state));
  return purposes.map(({ name }) => name);
}

/** What the platform reads from the request that the page would make. */
function stateOf(country: Choices['country'], consent: Choices['consent']) {
  const { ortb2, consentManagement } = signalsFor({ lang: 'en', country, consent }, Date.now());
  const tc = consentManagement?.gdpr?.consentData.getTCData;
  const gpp = consentManagement?.gpp?.consentData;
  const request = {
    ...ortb2,
    user: { ...ortb2.user, ...(tc && { consent: tc.tcString }) },
    regs: {
      ...ortb2.regs,
      ...(tc && { gdpr: 1 }),
      ...(consentManagement?.usp && { us_privacy: consentManagement.usp.consentData.getUSPData.uspString }),
      ...(gpp && { gpp: gpp.gppString, gpp_sid: gpp.applicableSections }),
    },
  };
  return readSignals(policy, request, { secGpc: false, dnt: false, ipCountry: undefined, nowMs: Date.now() });
}

describe('what the demo page sends, read by the platform', () => {
  it.each(['DE', 'US', 'CN'] as const)('lets %s decide about personalised ads', (country) => {
    expect(allowed(country, 'accept')).toContain('personalisedAds');
    expect(allowed(country, 'reject')).not.toContain('personalisedAds');
    expect(allowed(country, 'reject')).toContain('contextualAds');
  });

  it('reads a refusal and its absence from the page’s GPP string', () => {
    expect(stateOf('US', 'accept')).toMatchObject({ floors: 0, reasons: [] });
    expect(stateOf('US', 'reject').reasons).toEqual(
      expect.arrayContaining(['signal.gpp.optOut', 'signal.gpp.gpc', 'signal.usp.optOut']),
    );
  });

  it('names the demo bidders in its consent string, and nobody else', () => {
    for (const accepted of [true, false]) {
      const read = readTcString(tcString({ accepted, nowMs: Date.now() }));
      expect(read?.hasPurposeConsent(1)).toBe(accepted);
      expect(read?.hasPurposeConsent(11)).toBe(accepted);
      expect([1001, 1002, 1003].map((id) => read?.hasVendorConsent(id))).toEqual([accepted, accepted, false]);
      expect([1001, 1002, 1003].map((id) => read?.isDisclosed(id))).toEqual([true, true, false]);
    }
  });

  it('counts no answer as a refusal where consent is asked for', () => {
    for (const country of ['DE', 'CN'] as const) {
      expect(allowed(country, 'none')).toEqual(allowed(country, 'reject'));
    }
    expect(allowed('unknown', 'none')).not.toContain('personalisedAds');
  });

  it('agrees in China to every purpose that asks for separate consent, but that of permanent hardware ids', () => {
    const basis = policy.regimes.find(({ name }) => name === 'cn')?.basis ?? {};
    const separate = Object.keys(basis).filter(
      (name) => basis[name as keyof typeof basis] === 'separateConsent',
    );
    expect(separate.length).toBeGreaterThan(1);
    expect(separate.filter((name) => !allowed('CN', 'accept').some((purpose) => purpose === name))).toEqual([
      'hardwareIdentifiers',
    ]);
  });
});

describe('the demo bidders', () => {
  it('have a contract in the policy, under the vendor ids of the page’s consent string', () => {
    const { bidders } = demoImport({
      dspA: 'http://a.example',
      dspB: 'http://b.example',
      publicUrl: 'http://c.example',
    });
    const contracts = bidders.map(({ contract }) => policy.contracts.get(contract)?.gvl);
    expect(contracts).toEqual([1001, 1002]);
  });
});
