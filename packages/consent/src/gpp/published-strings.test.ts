import { describe, expect, it } from 'vitest';
import { readSignals } from '../read-signals.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { READ_MS } from '../testing/tc-encoder.ts';
import { readGppString } from './gpp-string.ts';
import { readUsSection } from './us-section.ts';

/** GPP strings that others published, and what those say they mean: independent of the reference library. */

const policy = readPolicy();
const read = (gpp: string, sid: unknown) => {
  const raw = { regs: { gpp, gpp_sid: sid }, device: { geo: { country: 'USA' } } };
  const state = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry: 'US', nowMs: READ_MS });
  const floors = policy.floors.filter(({ bit }) => (state.floors & bit) !== 0).map(({ name }) => name);
  return { ...state, floors };
};

describe('examples of the GPP specification', () => {
  const TC = 'CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA';

  it.each([
    [`DBABMA~${TC}`, [2]],
    [`DBACNY~${TC}~1YNN`, [2, 6]],
    // The header alone is the specification's; its Canadian section belongs to an older draft.
    ['DBABjw~x~1YNN', [5, 6]],
  ])('%s holds the sections %j', (text, ids) => {
    expect(readGppString(text)?.map(({ id }) => id)).toEqual(ids);
  });

  it('US Privacy beside a TC string: notice given, no refusal', () => {
    const { floors, reasons } = read(`DBACNY~${TC}~1YNN`, [6]);
    expect([floors, reasons]).toEqual([[], []]);
  });

  it('the TC string is of 2022: by now it counts for nothing', () => {
    const state = readSignals(
      policy,
      { regs: { gdpr: 1, gpp: `DBABMA~${TC}`, gpp_sid: [2] } },
      { secGpc: false, dnt: false, ipCountry: 'DE', nowMs: READ_MS },
    );
    expect(state).toMatchObject({ grants: 0, reasons: ['signal.tcf.expired'] });
  });
});

describe('strings of consent platforms and other decoders', () => {
  const cases: readonly (readonly [text: string, sid: unknown, reasons: readonly string[], says: string])[] =
    [
      ['DBABBg~BUUAAAGA.QA', [8], ['optOut'], 'OneTrust, California: opted out'],
      [
        'DBABBg~BUUAAACA.YA',
        [8],
        ['optOut', 'gpc'],
        'OneTrust, California: "reject all", Global Privacy Control',
      ],
      ['DBABBg~BUUAAABY.QA', [8], ['optOut'], 'Fides, California: targeted advertising refused'],
      // They allow everything, to "consent" to uses that have nothing to do with why data was collected as well, which Prebid's rule and ours don't take for one.
      ['DBABBg~BUoAAAKA.QA', [8], ['personalData'], 'OneTrust, California: everything allowed'],
      ['DBABzw~1YNN~BVVqAAEABCA.QA', [6, 7], ['sensitive'], 'iabconsent: national beside US Privacy'],
      [
        'DBABLA~BVVqAAEABCA.YA',
        [7],
        ['gpc', 'sensitive'],
        'iabconsent: national with Global Privacy Control',
      ],
      ['DBABBg~BUoAAAJA.QA', '8', ['personalData'], 'sale and sharing allowed, in an SDK’s sample'],
    ];

  it.each(cases)('%s with %j: %j (%s)', (text, sid, reasons) => {
    const told = read(text, sid).reasons.map((reason) => reason.replace('signal.gpp.', ''));
    expect(told).toEqual(reasons);
  });

  it('a field of theirs is the same here', () => {
    const [section] = readGppString('DBABLA~BVVqAAEABCA.QA') ?? [];
    const us = section && readUsSection(section.id, section.place);
    if (typeof us !== 'object') throw new Error(`reads as ${us}`);
    expect([us.values('SharingNotice'), us.values('SaleOptOut'), us.gpc]).toEqual([[1], [2], false]);
    expect(us.values('PersonalDataConsents')).toEqual([1]);
  });
});
