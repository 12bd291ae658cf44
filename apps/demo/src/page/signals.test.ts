import { describe, expect, it } from 'vitest';
import { type Choices, choicesQuery, readChoices } from './choices.ts';
import { signalsFor } from './signals.ts';

const choose = (country: Choices['country'], consent: Choices['consent']) =>
  signalsFor({ lang: 'en', country, consent }, Date.UTC(2026, 10, 23));

describe('signalsFor', () => {
  it('sends a TC string in Germany once there is an answer, and only that the GDPR applies before', () => {
    expect(choose('DE', 'none')).toEqual({
      note: 'unasked',
      ortb2: { device: { geo: { country: 'DEU' } }, regs: { ext: { gdpr: 1 } } },
      consentManagement: undefined,
    });
    const [accepted, rejected] = [choose('DE', 'accept'), choose('DE', 'reject')].map(
      (signals) => signals.consentManagement?.gdpr?.consentData.getTCData,
    );
    expect([accepted?.gdprApplies, rejected?.gdprApplies]).toEqual([true, true]);
    expect(accepted?.tcString).not.toBe(rejected?.tcString);
  });

  it('sends GPP and US Privacy in the United States, and Global Privacy Control with a refusal', () => {
    const refused = choose('US', 'reject');
    expect(refused.ortb2).toEqual({ device: { geo: { country: 'USA' } }, regs: { ext: { gpc: '1' } } });
    expect(refused.consentManagement?.usp?.consentData.getUSPData.uspString).toBe('1YYN');
    expect(refused.consentManagement?.gpp?.consentData.applicableSections).toEqual([7]);
    expect(choose('US', 'accept').ortb2.regs).toBeUndefined();
    expect(choose('US', 'none').consentManagement).toBeUndefined();
  });

  it('sends no made-up signal where no standard one exists', () => {
    expect(choose('BR', 'accept')).toEqual({
      note: 'noStandard',
      ortb2: { device: { geo: { country: 'BRA' } } },
      consentManagement: undefined,
    });
    expect(choose('unknown', 'accept')).toEqual({ note: 'none', ortb2: {}, consentManagement: undefined });
  });
});

describe('choices', () => {
  it('travel through the URL, and what is not known takes its default', () => {
    const choices: Choices = { lang: 'zh', country: 'BR', consent: 'reject' };
    expect(readChoices(choicesQuery(choices), 'en')).toEqual(choices);
    expect(readChoices('?lang=xx&country=<script>&consent=', 'zh-CN')).toEqual({
      lang: 'zh',
      country: 'unknown',
      consent: 'none',
    });
    expect(readChoices('', 'de-DE').lang).toBe('en');
  });
});
