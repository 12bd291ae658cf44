import type { AskedAnew } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { explainSignals } from './explain-signals.ts';
import { type RequestSignals, readSignals } from './read-signals.ts';
import { readPolicy } from './testing/read-policy.ts';
import { encodeTc, READ_MS } from './testing/tc-encoder.ts';

const policy = readPolicy();
const DAY_MS = 86_400_000;
const ANNOUNCED_MS = Date.UTC(2026, 10, 1);
const bit = (name: string) => policy.purposes.find((row) => row.name === name)?.bit ?? 0;
const regime = (name: string) => policy.regimes.findIndex((row) => row.name === name);
const widened = bit('personalisedAds') | bit('profiles');
const askedAnew: readonly AskedAnew[] = [
  {
    announcedMs: ANNOUNCED_MS,
    purposes: policy.regimes.map(({ name }) => (['eea', 'cn'].includes(name) ? widened : 0)),
  },
];
const from = (ipCountry: string): RequestSignals => ({
  secGpc: false,
  dnt: false,
  ipCountry,
  nowMs: READ_MS,
  askedAnew,
});

const REASON = 'signal.consent.beforeWidening';
const VENDOR = 1001;
const everything = {
  policyVersion: 5,
  purposeConsents: [1, 2, 3, 4, 7, 9, 10],
  vendorConsents: [VENDOR],
  disclosed: [VENDOR],
};
const tc = (createdMs: number, updatedMs = createdMs) => encodeTc({ ...everything, createdMs, updatedMs });
const european = (consent: string) =>
  readSignals(policy, { regs: { gdpr: 1 }, user: { consent } }, from('DE'));

describe('V2: consent given before a widening was announced', () => {
  it('does not count for it by a TC string, neither to the platform nor to a vendor', () => {
    const [before, after] = [european(tc(ANNOUNCED_MS - DAY_MS)), european(tc(ANNOUNCED_MS))];
    expect(after.grants & widened).toBe(widened);
    expect(after.reasons).not.toContain(REASON);
    expect(before.grants).toBe(after.grants & ~widened);
    expect(before.grants & bit('limitedAds')).not.toBe(0);
    expect(before.vendorGrants(VENDOR)).toBe(after.vendorGrants(VENDOR) & ~widened);
    expect(before.reasons).toContain(REASON);
    expect(before.floors).toBe(0);
  });

  it('is not made younger by a string written anew without asking anybody', () => {
    expect(european(tc(ANNOUNCED_MS - DAY_MS, ANNOUNCED_MS + DAY_MS)).grants & widened).toBe(0);
  });

  it('takes away what another string beside it grants, too', () => {
    const raw = {
      regs: { gdpr: 1 },
      user: { consent: tc(ANNOUNCED_MS), ext: { consent: tc(ANNOUNCED_MS - DAY_MS) } },
    };
    expect(readSignals(policy, raw, from('DE')).grants & widened).toBe(0);
  });

  it('does not count by legitimate interest either', () => {
    const string = encodeTc({
      ...everything,
      purposeConsents: [1],
      purposeInterests: [2, 7],
      vendorInterests: [VENDOR],
      createdMs: ANNOUNCED_MS - DAY_MS,
      updatedMs: ANNOUNCED_MS - DAY_MS,
    });
    const contracts = new Map(
      [...policy.contracts].map(([name, row]) => [
        name,
        row.gvl === VENDOR ? { ...row, legitimateInterest: bit('limitedAds') | bit('measurement') } : row,
      ]),
    );
    const claiming = { ...policy, contracts };
    const granted = (purposes: number) =>
      readSignals(
        claiming,
        { regs: { gdpr: 1 }, user: { consent: string } },
        {
          ...from('DE'),
          askedAnew: [{ announcedMs: ANNOUNCED_MS, purposes: policy.regimes.map(() => purposes) }],
        },
      ).vendorGrants(VENDOR);
    expect(granted(0) & bit('measurement')).not.toBe(0);
    expect(granted(bit('measurement'))).toBe(granted(0) & ~bit('measurement'));
  });

  const chinese = (at: unknown) =>
    readSignals(
      policy,
      { user: { ext: { separate_consent: [1, 3, 4, 5], separate_consent_at: at } } },
      from('CN'),
    );

  it('does not count as separate consent, unless it says that it is younger', () => {
    for (const at of [undefined, null, (ANNOUNCED_MS - 1) / 1_000 - 1, 0, (READ_MS + 3 * DAY_MS) / 1_000]) {
      const state = chinese(typeof at === 'number' ? Math.floor(at) : at);
      expect(state.grants, String(at)).toBe(bit('deviceStorage') | bit('limitedAds'));
      expect(state.reasons).toContain(REASON);
    }
    const younger = chinese(ANNOUNCED_MS / 1_000);
    expect(younger.grants & widened).toBe(widened);
    expect(younger.reasons).not.toContain(REASON);
  });

  it.each(['1790000000', 1.5, -1, [], true])('denies as a whole with the unreadable time %j', (at) => {
    expect(chinese(at)).toMatchObject({ grants: 0 });
    expect(chinese(at).reasons).toContain('signal.separate.malformed');
  });

  it('says so in the explanation of the place where it stands', () => {
    const raw = { regs: { gdpr: 1 }, user: { consent: tc(ANNOUNCED_MS - DAY_MS) } };
    const { readings, state } = explainSignals(policy, raw, from('DE'));
    expect(state.regime).toBe(regime('eea'));
    const reading = readings.find(({ place }) => place === 'user.consent');
    expect(reading?.reasons).toContain(REASON);
    expect(reading?.grants).not.toContain('personalisedAds');
  });
});
