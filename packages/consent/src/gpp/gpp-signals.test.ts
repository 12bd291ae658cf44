import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSignals } from '../read-signals.ts';
import { gpp, gppOf } from '../testing/gpp-encoder.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { encodeTc, READ_MS } from '../testing/tc-encoder.ts';

const policy = readPolicy();
const bit = (name: string): number => policy.purposes.find((purpose) => purpose.name === name)?.bit ?? 0;
const read = (raw: unknown, ipCountry: string | undefined = 'US') => {
  const state = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry, nowMs: READ_MS });
  const floors = policy.floors.filter((floor) => (state.floors & floor.bit) !== 0).map((floor) => floor.name);
  return { ...state, regimeName: policy.regimes[state.regime]?.name, floorNames: floors };
};

/** A person who was told everything and refused nothing. */
const STAYED_IN = {
  SharingNotice: 1,
  SaleOptOutNotice: 1,
  SharingOptOutNotice: 1,
  TargetedAdvertisingOptOutNotice: 1,
  SaleOptOut: 2,
  SharingOptOut: 2,
  TargetedAdvertisingOptOut: 2,
  MspaCoveredTransaction: 2,
};
const national = (more: Readonly<Record<string, unknown>>) => gpp('usnat', { ...STAYED_IN, ...more });
const list = (length: number, values: Readonly<Record<number, number>>) =>
  Array.from({ length }, (_, index) => values[index] ?? 0);
const STATE = {
  ProcessingNotice: 1,
  SaleOptOutNotice: 1,
  TargetedAdvertisingOptOutNotice: 1,
  SaleOptOut: 2,
  TargetedAdvertisingOptOut: 2,
};

describe('a US section', () => {
  it.each([
    [national({}), [], undefined],
    [gpp('usmd', STATE), [], undefined],
    [gpp('ustx', STATE), [], undefined],
    [gpp('uspv1', { Notice: 'Y', OptOutSale: 'N' }), [], undefined],
    [national({ SaleOptOut: 1 }), ['optOut'], 'signal.gpp.optOut'],
    [national({ SharingOptOut: 1 }), ['optOut'], 'signal.gpp.optOut'],
    [gpp('usri', { ...STATE, TargetedAdvertisingOptOut: 1 }), ['optOut'], 'signal.gpp.optOut'],
    [national({ Gpc: true }), ['optOut'], 'signal.gpp.gpc'],
    [national({ SaleOptOutNotice: 2 }), ['optOut'], 'signal.gpp.notice'],
    [national({ SharingNotice: 0 }), ['optOut'], 'signal.gpp.notice'],
    [gpp('usin', { ...STATE, ProcessingNotice: 2 }), ['optOut'], 'signal.gpp.notice'],
    [gpp('usmd', { ...STATE, SaleOptOutNotice: 0 }), ['optOut'], 'signal.gpp.notice'],
    [national({ MspaServiceProviderMode: 1 }), ['optOut'], 'signal.gpp.serviceProvider'],
    [gpp('usky', { ...STATE, MspaMode: 2 }), ['optOut'], 'signal.gpp.serviceProvider'],
    [national({ PersonalDataConsents: 2 }), ['optOut'], 'signal.gpp.personalData'],
    [national({ KnownChildSensitiveDataConsents: [2, 0, 0] }), ['child'], 'signal.gpp.child'],
    [gpp('usky', { ...STATE, KnownChildSensitiveDataConsents: 1 }), ['child'], 'signal.gpp.child'],
    [national({ SensitiveDataProcessing: list(16, { 7: 1 }) }), ['limitSensitive'], 'signal.gpp.sensitive'],
    [
      gpp('usky', { ...STATE, SensitiveDataProcessing: list(8, { 2: 1 }) }),
      ['limitSensitive'],
      'signal.gpp.sensitive',
    ],
    [
      national({ SensitiveDataProcessing: list(16, { 7: 2 }), SensitiveDataLimitUseNotice: 1 }),
      ['limitSensitive'],
      'signal.gpp.sensitiveNotice',
    ],
    [gpp('usca', { SensitiveDataLimitUseNotice: 2 }), ['limitSensitive'], 'signal.gpp.sensitiveNotice'],
  ])('%s → %j', (text, floors, reason) => {
    const state = read({ regs: { gpp: text } });
    expect([state.regimeName, state.floorNames]).toEqual(['us', floors]);
    expect(state.reasons).toEqual(reason === undefined ? [] : [reason]);
    expect(read({ regs: { ext: { gpp: text } } }).floors).toBe(state.floors);
  });

  it.each([
    [gpp('uspv1', { Notice: 'Y', OptOutSale: 'Y' }), 'signal.usp.optOut', ['optOut']],
    [gpp('uspv1', { Notice: 'N', OptOutSale: 'N' }), 'signal.usp.notice', ['optOut']],
    ['DBABzw~BAAAAAAAAAA', 'signal.gpp.malformed', ['conflict']],
    ['DBABLA', 'signal.gpp.malformed', ['conflict']],
    ['DBABLA~', 'signal.gpp.malformed', ['conflict']],
    ['DBABLA~BVQqAAAAAgA~BVQqAAAAAgA', 'signal.gpp.malformed', ['conflict']],
    ['DBABLA~BVQqAAAA', 'signal.gpp.section.malformed', ['conflict']],
    ['DBABLA~BVQqAAAAAgA.QA.QA', 'signal.gpp.section.malformed', ['conflict']],
    ['DBABLA~BVQqAAAAAgA.gA', 'signal.gpp.section.malformed', ['conflict']],
    ['DBABLA~BVQqAA!AAgA', 'signal.gpp.section.malformed', ['conflict']],
    ['DBABLA~B_QqAAAAAgA', 'signal.gpp.section.malformed', ['conflict']],
    ['DBABLA~DVQqAAAAAgA', 'signal.gpp.unknown', ['optOut']],
    ['XYZ', 'signal.gpp.malformed', ['conflict']],
    [17, 'signal.gpp.malformed', ['conflict']],
  ])('%s counts as refusal: %s', (text, reason, floors) => {
    const state = read({ regs: { gpp: text } });
    expect([state.reasons, state.floorNames]).toEqual([[reason], floors]);
  });

  it('says nothing where the string has no section', () => {
    expect(read({ regs: { gpp: 'DBAA' } })).toMatchObject({ floors: 0, reasons: [] });
  });
});

describe('gpp_sid', () => {
  const noNotice = gppOf({ usnat: { ...STAYED_IN, SaleOptOutNotice: 2 }, usca: { SaleOptOut: 0 } });

  it('says whose shortcomings count; refusals count anyway', () => {
    expect(read({ regs: { gpp: noNotice, gpp_sid: [7] } }).floorNames).toEqual(['optOut']);
    expect(read({ regs: { gpp: noNotice, gpp_sid: [8] } }).floorNames).toEqual([]);
    const refused = gppOf({ usnat: { ...STAYED_IN, SaleOptOut: 1 }, usca: { SaleOptOut: 0 } });
    expect(read({ regs: { gpp: refused, gpp_sid: [8] } }).floorNames).toEqual(['optOut']);
  });

  it.each([[[7, 8]], ['7,8'], [' 7 , 8'], [['7', '8']], [7]])('%j is read', (sid) => {
    expect(read({ regs: { gpp: noNotice, gpp_sid: sid } }).reasons).toEqual(['signal.gpp.notice']);
    expect(read({ regs: { gpp: noNotice, ext: { gpp_sid: sid } } }).reasons).toEqual(['signal.gpp.notice']);
  });

  it.each([[{}], ['seven'], [[7.5]], [['']], [Array.from({ length: 65 }, () => 7)], ['7,'.repeat(400)]])(
    '%j is refused, and lets no section escape',
    (sid) => {
      const state = read({ regs: { gpp: noNotice, gpp_sid: sid } });
      expect(state.floorNames).toEqual(['optOut', 'conflict']);
      expect(state.reasons).toEqual(['signal.gpp.sid.malformed', 'signal.gpp.notice']);
    },
  );

  it('counts a section that is named and not there as refused', () => {
    expect(read({ regs: { gpp_sid: [7] } })).toMatchObject({
      floorNames: ['optOut'],
      reasons: ['signal.gpp.missing'],
    });
    expect(read({ regs: { gpp_sid: [6], us_privacy: '1YNN' } }).floorNames).toEqual([]);
    expect(read({ regs: { gpp_sid: [-1] } }).floorNames).toEqual([]);
    expect(read({ regs: { gpp_sid: [3, 4] } }).floorNames).toEqual([]);
    expect(read({ regs: { gpp: 'DBAA', gpp_sid: [] } }).floorNames).toEqual([]);
  });
});

describe('TC strings in GPP', () => {
  const tcf = (content: Parameters<typeof encodeTc>[0]) => `DBABMA~${encodeTc(content)}`;
  const accepted = { purposeConsents: [1, 3, 4], vendorConsents: [1001] };
  const personalised = bit('personalisedAds') | bit('profiles') | bit('deviceStorage') | bit('crossDevice');

  it("the EU's grants as it does elsewhere", () => {
    for (const raw of [
      { regs: { gpp: tcf(accepted), gpp_sid: [2] } },
      { regs: { gdpr: 1, gpp: tcf(accepted) } },
      { regs: { gdpr: 1, gpp: encodeTc(accepted) } },
    ]) {
      const state = read(raw, 'DE');
      expect([state.regimeName, state.grants, state.vendorGrants(1001)]).toEqual([
        'eea',
        personalised,
        personalised,
      ]);
      expect(state.vendorGrants(1002)).toBe(0);
    }
  });

  it('and the string elsewhere grant what both grant', () => {
    const state = read(
      { regs: { gpp: tcf(accepted), gpp_sid: [2] }, user: { consent: encodeTc({ purposeConsents: [1] }) } },
      'DE',
    );
    expect([state.grants, state.vendorGrants(1001)]).toEqual([bit('deviceStorage'), 0]);
    expect(state.reasons).toEqual(['signal.tcf.contradiction']);
    const same = read({ regs: { gpp: tcf(accepted) }, user: { consent: encodeTc(accepted) } }, 'DE');
    expect([same.grants, same.reasons]).toEqual([personalised, []]);
  });

  it('grant nothing alone where gpp_sid names others', () => {
    const state = read({ regs: { gpp: tcf(accepted), gpp_sid: [-1] } }, 'DE');
    expect(state).toMatchObject({ regimeName: 'eea', grants: 0, reasons: ['signal.tcf.missing'] });
  });

  it("Canada's ask for consent purpose by purpose, and stand in for nobody else's", () => {
    const canadian = gpp('tcfcav1', {
      PurposesExpressConsent: list(24, { 0: 1, 3: 1 }).map(Boolean),
      PurposesImpliedConsent: list(24, { 2: 1 }).map(Boolean),
      VendorExpressConsent: [1001],
      // The library sets the time whenever another field changes, so these come last.
      Created: new Date(READ_MS),
      LastUpdated: new Date(READ_MS),
    });
    const state = read({ regs: { gpp: canadian, gpp_sid: [5] } }, 'CA');
    expect([state.regimeName, state.grants, state.vendorGrants(1001), state.vendorGrants(1002)]).toEqual([
      'eea',
      personalised,
      personalised,
      0,
    ]);
    expect(state.reasons).toEqual([]);
    expect(read({ regs: { gpp: canadian } }, 'CA')).toMatchObject({ grants: personalised });
    expect(read({ regs: { gpp: canadian, gpp_sid: [5] } }, 'DE')).toMatchObject({
      grants: 0,
      reasons: ['signal.tcf.missing'],
    });
    expect(read({ regs: { gpp_sid: [5] } }, 'CA')).toMatchObject({ regimeName: 'eea', grants: 0 });
    const broken = read({ regs: { gpp: 'DBABDA~BPXuQIAPXuQ', gpp_sid: [5] } }, 'CA');
    expect(broken).toMatchObject({ floorNames: ['conflict'], reasons: ['signal.tcf.malformed'] });
  });
});

describe('a GPP string damaged on its way', () => {
  it('never throws, and takes no refusal away unless it says so', () => {
    const refused = national({ SaleOptOut: 1, SharingOptOut: 1, TargetedAdvertisingOptOut: 1, Gpc: true });
    const at = fc.integer({ min: 0, max: refused.length });
    fc.assert(
      fc.property(at, fc.constantFrom('', '~', '.', '=', 'é', '!'), (index, text) => {
        const damaged = refused.slice(0, index) + text;
        if (damaged === '') return;
        const { floorNames } = read({ regs: { gpp: damaged } });
        expect(floorNames.some((name) => name === 'optOut' || name === 'conflict')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on any text', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.stringMatching(/^DB[A-Za-z0-9_-]{0,30}(~[A-Za-z0-9_.-]{0,40}){0,4}$/),
    );
    fc.assert(
      fc.property(junk, fc.jsonValue(), (text, sid) => {
        expect(read({ regs: { gpp: text, gpp_sid: sid } }).grants).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
