import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestSignals, readSignals } from './read-signals.ts';
import { gpp } from './testing/gpp-encoder.ts';
import { readPolicy } from './testing/read-policy.ts';
import { encodeTc, READ_MS } from './testing/tc-encoder.ts';

const policy = readPolicy();
const nowhere: RequestSignals = { secGpc: false, dnt: false, ipCountry: undefined, nowMs: READ_MS };
const from = (ipCountry: string): RequestSignals => ({ ...nowhere, ipCountry });
const bit = (name: string): number => policy.purposes.find((purpose) => purpose.name === name)?.bit ?? 0;
const read = (raw: unknown, outer = nowhere) => {
  const state = readSignals(policy, raw, outer);
  const floors = policy.floors.filter((floor) => (state.floors & floor.bit) !== 0).map((floor) => floor.name);
  return { ...state, regimeName: policy.regimes[state.regime]?.name, floorNames: floors };
};

describe('regime', () => {
  it.each([
    [{}, nowhere, 'unknown'],
    [{}, from('DE'), 'eea'],
    [{}, from('US'), 'us'],
    [{}, from('CN'), 'cn'],
    [{}, from('JP'), 'elsewhere'],
    [{}, from('ZZ'), 'unknown'],
    [{ device: { geo: { country: 'FRA' } } }, nowhere, 'eea'],
    [{ device: { geo: { country: 'us' } } }, nowhere, 'us'],
    [{ device: { geo: { country: 'Atlantis' } } }, nowhere, 'unknown'],
    [{ regs: { gdpr: 1 } }, from('US'), 'eea'],
    [{ regs: { ext: { gdpr: '1' } } }, nowhere, 'eea'],
    [{ regs: { gdpr: 0, ext: { gdpr: 1 } } }, from('US'), 'eea'],
    [{ regs: { gdpr: 0 } }, from('DE'), 'eea'],
    [{ regs: { gdpr: 0 } }, nowhere, 'unknown'],
    [{ regs: { gpp_sid: [2] } }, from('US'), 'eea'],
    [{ device: { geo: { country: 'USA' } } }, from('DE'), 'eea'],
    [{ device: { geo: { country: 'CHN' } } }, from('JP'), 'cn'],
    [{ user: { consent: 'CPXxRfA' } }, from('US'), 'eea'],
    [{ regs: { gdpr: 0 }, user: { consent: 'CPXxRfA' } }, from('US'), 'us'],
    [{ user: { consent: 'CPXxRfA' } }, nowhere, 'unknown'],
  ])('%j, %j → %s', (raw, outer, expected) => {
    expect(read(raw, outer).regimeName).toBe(expected);
  });

  it('says when places contradict each other', () => {
    expect(read({ device: { geo: { country: 'USA' } } }, from('DE')).reasons).toContain(
      'location.contradiction',
    );
    expect(read({ device: { geo: { country: 'DEU' } } }, from('DE')).reasons).toEqual(['signal.tcf.missing']);
  });
});

describe('places that ask in different ways', () => {
  const tcf = encodeTc({ purposeConsents: [1, 2, 4], vendorConsents: [1001] });
  const chinese = (user: object, regs = { gdpr: 1 }) => read({ regs, user }, from('CN'));

  it('grant only what each of them grants', () => {
    expect(chinese({ consent: tcf })).toMatchObject({ regimeName: 'eea', grants: 0 });
    const both = chinese({ consent: tcf, ext: { separate_consent: [1, 3, 9] } });
    expect(both.grants).toBe(bit('deviceStorage') | bit('limitedAds'));
    expect(both.vendorGrants(1002)).toBe(0);
    expect(chinese({ ext: { separate_consent: [1, 3] } }).grants).toBe(0);
  });

  it('keep the refusals of each', () => {
    const optedOut = gpp('usnat', { SaleOptOut: 1 });
    const state = read({ regs: { gdpr: 1, gpp: optedOut }, user: { consent: tcf } }, from('US'));
    expect(state).toMatchObject({ regimeName: 'eea', floorNames: ['optOut'] });
  });
});

describe('floors', () => {
  it.each([
    [{ regs: { coppa: 1 } }, ['child'], 'signal.coppa'],
    [{ regs: { ext: { coppa: true } } }, ['child'], 'signal.coppa'],
    [{ regs: { coppa: 0, ext: { coppa: 1 } } }, ['child'], 'signal.coppa'],
    [{ regs: { coppa: 'maybe' } }, ['child'], 'signal.coppa.malformed'],
    [{ regs: { us_privacy: '1YYN' } }, ['optOut'], 'signal.usp.optOut'],
    [{ regs: { us_privacy: '1YNN', ext: { us_privacy: '1yyn' } } }, ['optOut'], 'signal.usp.optOut'],
    [{ regs: { us_privacy: 'nonsense' } }, ['optOut'], 'signal.usp.malformed'],
    [{ regs: { ext: { gpc: '1' } } }, ['optOut'], 'signal.gpc'],
    [{ regs: { gpc: 1 } }, ['optOut'], 'signal.gpc'],
    [{ regs: { us_privacy: '1NNN' } }, ['optOut'], 'signal.usp.notice'],
    [{ device: { lmt: 1 } }, ['osDenied'], 'signal.lmt'],
    [{ device: { dnt: '1' } }, ['osDenied'], 'signal.dnt'],
    [{ device: { ext: { atts: 2 } } }, ['osDenied'], 'signal.att'],
    [{ device: { ifa: '00000000-0000-0000-0000-000000000000' } }, ['osDenied'], 'signal.ifa.zero'],
    [{ regs: { gdpr: 'perhaps' } }, ['conflict'], 'signal.gdpr.malformed'],
  ])('%j → %j', (raw, floors, reason) => {
    const state = read(raw, from('US'));
    expect(state.floorNames).toEqual(floors);
    expect(state.reasons).toContain(reason);
  });

  it.each([
    { regs: { coppa: 0, us_privacy: '1YNN', gpc: '0' } },
    { regs: { us_privacy: '1---' } },
    { regs: { ext: { gpp: 'DBABLA~BVQqAAAAAgA.QA', gpp_sid: [7] } } },
    { device: { lmt: 0, dnt: 0, ext: { atts: 3 } } },
  ])('%j takes nothing away', (raw) => {
    expect(read(raw, from('US')).floorNames).toEqual([]);
  });

  it('headers count as well', () => {
    expect(read({}, { ...from('US'), secGpc: true }).floorNames).toEqual(['optOut']);
    expect(read({}, { ...from('US'), dnt: true }).floorNames).toEqual(['osDenied']);
  });
});

const consent = (text: unknown, more: object = {}) =>
  read({ regs: { gdpr: 1 }, user: { consent: text, ...more } });

describe('TCF', () => {
  it('grants the platform what was agreed to, and features', () => {
    const { grants } = consent(encodeTc({ purposeConsents: [1, 3, 4], features: [1] }));
    expect(grants).toBe(
      bit('deviceStorage') |
        bit('profiles') |
        bit('personalisedAds') |
        bit('crossDevice') |
        bit('preciseLocation'),
    );
  });

  it('grants nothing without a string, or with a malformed one', () => {
    expect(read({ regs: { gdpr: 1 } })).toMatchObject({
      grants: 0,
      floors: 0,
      reasons: ['signal.tcf.missing'],
    });
    expect(consent('')).toMatchObject({ grants: 0, reasons: ['signal.tcf.missing'] });
    for (const text of ['CPXxRfA', 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA', 17, {}]) {
      expect(consent(text)).toMatchObject({
        grants: 0,
        floorNames: ['conflict'],
        reasons: ['signal.tcf.malformed'],
      });
      expect(consent(text).vendorGrants(1001)).toBe(0);
    }
  });

  it('asks vendors for their own consent, and for disclosure', () => {
    const content = { purposeConsents: [1, 4], vendorConsents: [1001, 1002] };
    const personalised = bit('personalisedAds') | bit('deviceStorage');
    expect(consent(encodeTc(content)).vendorGrants(1001)).toBe(personalised);
    expect(consent(encodeTc(content)).vendorGrants(7)).toBe(0);
    expect(consent(encodeTc(content)).vendorGrants(0)).toBe(0);
    const disclosed = consent(encodeTc({ ...content, disclosed: [1001] }));
    expect([disclosed.vendorGrants(1001), disclosed.vendorGrants(1002)]).toEqual([personalised, 0]);
  });

  it('from policy version 5 on, nothing counts unless vendors were disclosed', () => {
    const content = { policyVersion: 5, purposeConsents: [1, 4], vendorConsents: [1001] };
    const without = consent(encodeTc(content));
    expect(without).toMatchObject({ grants: 0, reasons: ['signal.tcf.undisclosed'] });
    expect(without.vendorGrants(1001)).toBe(0);
    expect(consent(encodeTc({ ...content, disclosed: [1001] })).vendorGrants(1001)).not.toBe(0);
  });

  it('legitimate interest alone gives a vendor nothing that its contract does not claim', () => {
    const text = encodeTc({ purposeInterests: [2, 7], vendorInterests: [1001] });
    expect(consent(text).vendorGrants(1001)).toBe(0);
    expect(consent(text).grants).toBe(0);
  });

  it.each([
    [0, 0],
    [1, bit('personalisedAds')],
    [2, 0],
  ])('restriction of type %i by the publisher', (type, expected) => {
    const restrictions = [{ purpose: 4, type, vendors: [1001] }];
    const state = consent(encodeTc({ purposeConsents: [4], vendorConsents: [1001, 1002], restrictions }));
    expect(state.vendorGrants(1001)).toBe(expected);
    expect(state.vendorGrants(1002)).toBe(bit('personalisedAds'));
  });

  it('two different strings grant what both grant', () => {
    const one = encodeTc({ purposeConsents: [1, 4], vendorConsents: [1001] });
    const other = encodeTc({ purposeConsents: [1], vendorConsents: [1001] });
    const state = consent(one, { ext: { consent: other } });
    expect([state.grants, state.vendorGrants(1001)]).toEqual([bit('deviceStorage'), bit('deviceStorage')]);
  });

  it('keeps its answers when many strings pass through', () => {
    const text = encodeTc({ purposeConsents: [4], vendorConsents: [1001] });
    const before = consent(text).vendorGrants(1001);
    for (let id = 1; id < 3_000; id++) consent(encodeTc({ vendorConsents: [id], encoding: 'range' }));
    expect(consent(text).vendorGrants(1001)).toBe(before);
  });
});

describe('separate consent', () => {
  it('grants purposes one by one, where it is the rule', () => {
    const raw = { user: { ext: { separate_consent: [5, 13, 99] } } };
    expect(read(raw, from('CN')).grants).toBe(bit('personalisedAds') | bit('hardwareIdentifiers'));
    expect(read(raw, from('DE')).grants).toBe(0);
    expect(read(raw, from('US')).grants).toBe(0);
  });
});

describe('separate consent that is none', () => {
  it.each([undefined, null])('%j is missing', (value) => {
    const state = read({ user: { ext: { separate_consent: value } } }, from('CN'));
    expect(state).toMatchObject({ grants: 0, floorNames: [], reasons: ['signal.separate.missing'] });
  });

  it.each([[[5, 'x']], [[5, -1]], [[5.5]], ['5,13'], [5], [{}], [Array.from({ length: 65 }, () => 5)]])(
    '%j is malformed and denies as a whole',
    (value) => {
      const state = read({ user: { ext: { separate_consent: value } } }, from('CN'));
      expect(state).toMatchObject({
        grants: 0,
        floorNames: ['conflict'],
        reasons: ['signal.separate.malformed'],
      });
    },
  );
});

describe("a TC string's own times and makers", () => {
  const DAY_MS = 86_400_000;
  const accepted = { purposeConsents: [1, 4], vendorConsents: [1001], disclosed: [1001] };

  it.each([
    [READ_MS - 395 * DAY_MS, undefined],
    [READ_MS - 397 * DAY_MS, 'signal.tcf.expired'],
    [READ_MS + DAY_MS, undefined],
    [READ_MS + 2 * DAY_MS, 'signal.tcf.future'],
    [0, 'signal.tcf.expired'],
  ])('written at %i: %s', (updatedMs, reason) => {
    const state = consent(encodeTc({ ...accepted, updatedMs }));
    expect(state.reasons).toEqual(reason === undefined ? [] : [reason]);
    expect([state.grants, state.vendorGrants(1001)].every((bits) => bits === 0)).toBe(reason !== undefined);
  });

  it('from March 2026 on, nothing counts unless vendors were disclosed, whatever version it names', () => {
    const { disclosed: _, ...silent } = accepted;
    const written = (updatedMs: number) => consent(encodeTc({ ...silent, policyVersion: 4, updatedMs }));
    expect(written(Date.UTC(2026, 1, 28)).reasons).toEqual([]);
    expect(written(Date.UTC(2026, 2, 1))).toMatchObject({ grants: 0, reasons: ['signal.tcf.undisclosed'] });
  });

  it.each([{ cmp: 0 }, { createdMs: READ_MS - 10 * DAY_MS, updatedMs: READ_MS - 12 * DAY_MS }])(
    '%j is malformed',
    (more) => {
      expect(consent(encodeTc({ ...accepted, ...more }))).toMatchObject({
        grants: 0,
        floorNames: ['conflict'],
        reasons: ['signal.tcf.malformed'],
      });
    },
  );
});

describe('what a person told the platform itself', () => {
  it('counts whatever the request says, everywhere', () => {
    for (const country of ['DE', 'US', 'CN', 'JP']) {
      const state = read({}, { ...from(country), own: ['optOut', 'deletion'] });
      expect(state.floorNames).toEqual(['optOut', 'deletion']);
      expect(state.reasons).toEqual(expect.arrayContaining(['signal.own.optOut', 'signal.own.deletion']));
    }
  });
});

describe('any JSON', () => {
  it('never throws, and no malformed request gains grants', () => {
    const piece = fc.oneof(fc.jsonValue(), fc.constantFrom(1, '1', true, [2], [7], 'CPXx', null));
    const raw = fc.oneof(
      fc.jsonValue(),
      fc.record({
        regs: fc.oneof(
          piece,
          fc.record({
            gdpr: piece,
            ext: fc.oneof(piece, fc.record({ gdpr: piece, gpc: piece })),
            gpp_sid: piece,
            us_privacy: piece,
          }),
        ),
        user: fc.oneof(piece, fc.record({ consent: piece, ext: piece })),
        device: fc.oneof(piece, fc.record({ geo: piece, lmt: piece, ext: piece })),
      }),
    );
    fc.assert(
      fc.property(raw, fc.constantFrom(undefined, 'DE', 'US', 'JP'), (value, ipCountry) => {
        const state = readSignals(policy, value, { ...nowhere, ipCountry });
        expect(state.grants).toBe(0);
        expect(policy.regimes[state.regime]).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
