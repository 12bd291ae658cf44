import { describe, expect, it } from 'vitest';
import { PURPOSE, REGIME } from '../generated/policy.gen.ts';
import { type ReleaseRecord, releaseRecordSchema } from '../release/release-record.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { askedAnew, widenedSince } from './asked-anew.ts';

const policy = { ...readPolicy(), version: 3 };
const bit = (name: keyof typeof PURPOSE) => 1 << PURPOSE[name];
const at = (iso: string) => Date.parse(`${iso}Z`);

const record = (version: number, announced: string, reConsent: ReleaseRecord['reConsent']): ReleaseRecord =>
  releaseRecordSchema.parse({
    version,
    hash: 'a'.repeat(64),
    previous: null,
    released: announced,
    announced,
    effective: announced,
    signOff: 'A. Officer',
    reConsentBy: 'the dialogs ask again',
    significance: 'widening',
    noticeDays: 30,
    reConsent,
    changes: [],
    files: {},
  });

const records = [
  record(1, '2026-01-01', []),
  record(2, '2026-03-01', [
    { regime: 'eea', purposes: ['profiles', 'personalisedAds'] },
    { regime: 'cn', purposes: ['profiles'] },
  ]),
  record(3, '2026-06-01', [{ regime: 'eea', purposes: ['profiles', 'forgottenPurpose'] }]),
  record(4, '2026-09-01', [{ regime: 'eea', purposes: ['measurement'] }]),
];
const table = askedAnew(policy, records);
const taken = (chosen: string | undefined, regime: number = REGIME.eea) =>
  widenedSince(table, { regime, chosenMs: chosen === undefined ? undefined : at(chosen) });

describe('V2: a choice made before a widening was announced', () => {
  it('does not count for the purposes it widens, under the versions that do', () => {
    expect(taken('2026-02-28T23:59:59')).toBe(bit('profiles') | bit('personalisedAds'));
    expect(taken('2026-05-31T23:59:59')).toBe(bit('profiles'));
    expect(taken('2026-06-02T00:00:00')).toBe(0);
  });

  it('counts from the day of the announcement on, since dates are days', () => {
    expect(taken('2026-06-01T00:00:00')).toBe(0);
  });

  it('is one whose time nobody says', () => {
    expect(taken(undefined)).toBe(bit('profiles') | bit('personalisedAds'));
  });

  it('counts where the widening asks nobody', () => {
    expect(taken(undefined, REGIME.cn)).toBe(bit('profiles'));
    expect(taken(undefined, REGIME.us)).toBe(0);
    expect(widenedSince([], { regime: REGIME.eea, chosenMs: undefined })).toBe(0);
  });
});
