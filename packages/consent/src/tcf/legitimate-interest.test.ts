import type { CompiledPolicy } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { readSignals } from '../read-signals.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { encodeTc, READ_MS } from '../testing/tc-encoder.ts';

const own = readPolicy();
const bits = (...names: string[]): number =>
  own.purposes.filter(({ name }) => names.includes(name)).reduce((sum, { bit }) => sum | bit, 0);

/** The repository's policy, with a contract that claims legitimate interest; TCF knows none for purposes 1, 3 and 4. */
const policy: CompiledPolicy = {
  ...own,
  contracts: new Map(
    Array.from(own.contracts, ([name, contract]) => [
      name,
      name === 'demo-dsp-a'
        ? {
            ...contract,
            legitimateInterest: bits('limitedAds', 'measurement', 'personalisedAds', 'deviceStorage'),
          }
        : contract,
    ]),
  ),
};
const CLAIMS = 1001;
const CLAIMS_NOT = 1002;
const everyPurpose = Array.from({ length: 11 }, (_, index) => index + 1);

const vendorGrants = (content: Parameters<typeof encodeTc>[0], vendor = CLAIMS): number => {
  const raw = { regs: { gdpr: 1 }, user: { consent: encodeTc(content) } };
  const outer = { secGpc: false, dnt: false, ipCountry: undefined, nowMs: READ_MS };
  return readSignals(policy, raw, outer).vendorGrants(vendor);
};

const established = { purposeInterests: everyPurpose, vendorInterests: [CLAIMS, CLAIMS_NOT] };

describe('U1: legitimate interest', () => {
  it('grants what the contract claims and TCF allows on it, nothing else', () => {
    expect(vendorGrants(established)).toBe(bits('limitedAds', 'measurement'));
    expect(vendorGrants(established, CLAIMS_NOT)).toBe(0);
  });

  it.each([
    ['the person objected to the purpose', { ...established, purposeInterests: [7] }, bits('measurement')],
    ['the person objected to the vendor', { ...established, vendorInterests: [CLAIMS_NOT] }, 0],
    ['the vendor was not disclosed', { ...established, disclosed: [CLAIMS_NOT] }, 0],
  ])('ends where %s', (_why, content, expected) => {
    expect(vendorGrants(content)).toBe(expected);
  });

  it.each([
    [0, 'no basis', 0, 0],
    [1, 'consent', 0, bits('limitedAds')],
    [2, 'legitimate interest', bits('limitedAds'), 0],
    [3, 'undefined', 0, 0],
  ])('restriction %i (%s) leaves %i on interest and %i on consent', (type, _name, onInterest, onConsent) => {
    const restrictions = [{ purpose: 2, type, vendors: [900, CLAIMS, 1003] }];
    const limited = bits('limitedAds');
    expect(vendorGrants({ ...established, restrictions }) & limited).toBe(onInterest);
    const consented = { purposeConsents: [2], vendorConsents: [CLAIMS], restrictions };
    expect(vendorGrants(consented) & limited).toBe(onConsent);
    // The other purposes and vendors are as they were.
    expect(vendorGrants({ ...established, restrictions }) & ~limited).toBe(bits('measurement'));
  });

  it('restrictions over a range of vendors hold for each of them and for nobody beside', () => {
    const range = Array.from({ length: 50 }, (_, index) => CLAIMS - 25 + index);
    const restricted = (vendors: number[]) =>
      vendorGrants({ ...established, restrictions: [{ purpose: 7, type: 0, vendors }] });
    expect(restricted(range)).toBe(bits('limitedAds'));
    expect(restricted(range.filter((id) => id > CLAIMS))).toBe(bits('limitedAds', 'measurement'));
  });

  it('of two rulings for one vendor neither basis is left', () => {
    const restrictions = [
      { purpose: 2, type: 1, vendors: [CLAIMS] },
      { purpose: 2, type: 2, vendors: [CLAIMS] },
    ];
    const both = { ...established, purposeConsents: [2], vendorConsents: [CLAIMS], restrictions };
    expect(vendorGrants(both)).toBe(bits('measurement'));
  });
});
