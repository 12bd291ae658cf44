import { describe, expect, it } from 'vitest';
import { type RequestSignals, readSignals } from './read-signals.ts';
import { gpp } from './testing/gpp-encoder.ts';
import { readPolicy } from './testing/read-policy.ts';
import { encodeTc, READ_MS } from './testing/tc-encoder.ts';

const policy = readPolicy();
const nowhere: RequestSignals = { secGpc: false, dnt: false, ipCountry: undefined, nowMs: READ_MS };
const from = (ipCountry: string): RequestSignals => ({ ...nowhere, ipCountry });

describe('U1: a refusal', () => {
  it.each([
    ['COPPA', { regs: { coppa: 1 } }, from('US')],
    ['COPPA at its old place, denied at the new one', { regs: { coppa: 0, ext: { coppa: 1 } } }, from('US')],
    ['Global Privacy Control in the header', {}, { ...from('US'), secGpc: true }],
    ['Global Privacy Control in the body', { regs: { gpc: '1' } }, from('US')],
    ['US Privacy', { regs: { us_privacy: '1YYN' } }, from('US')],
    [
      'US Privacy at its old place',
      { regs: { us_privacy: '1YNN', ext: { us_privacy: '1YYN' } } },
      from('US'),
    ],
    ['GPP', { regs: { gpp: gpp('usnat', { SaleOptOut: 1 }), gpp_sid: [7] } }, from('US')],
    ['limited ad tracking', { device: { lmt: 1 } }, from('US')],
    ['App Tracking Transparency', { device: { ext: { atts: 2 } } }, from('US')],
    ['Do Not Track', {}, { ...from('US'), dnt: true }],
    ['a signal that can’t be read', { regs: { us_privacy: 'maybe' } }, from('US')],
  ])('by %s takes the interests away', (_by, raw, outer) => {
    const { floors } = readSignals(policy, raw, outer);
    const denied = policy.floors.filter((floor) => (floors & floor.bit) !== 0);
    const personalised = policy.purposes.find(({ name }) => name === 'personalisedAds')?.bit ?? 0;
    expect(denied.some((floor) => (floor.denies & personalised) !== 0)).toBe(true);
  });
});

describe('U1: silence', () => {
  it.each([
    ['in Europe', {}, from('DE')],
    ['in China', {}, from('CN')],
    ['somewhere unknown', {}, nowhere],
    ['with an empty consent string', { regs: { gdpr: 1 }, user: { consent: '' } }, nowhere],
    ['with a string that can’t be read', { regs: { gdpr: 1 }, user: { consent: 'yes, all' } }, nowhere],
  ])('%s grants nothing', (_where, raw, outer) => {
    const { grants } = readSignals(policy, raw, outer);
    expect(grants).toBe(0);
  });

  it('of a vendor’s own permission grants that vendor nothing', () => {
    const consent = encodeTc({ purposeConsents: [1, 2, 3, 4], vendorConsents: [1001] });
    const { vendorGrants } = readSignals(policy, { regs: { gdpr: 1 }, user: { consent } }, nowhere);
    expect(vendorGrants(1001)).not.toBe(0);
    expect(vendorGrants(1002)).toBe(0);
  });
});
