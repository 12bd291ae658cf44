import { createGates, type SignalState } from '@jianchat/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectPolicy } from '../testing/exchange-rig.ts';
import { type Recognition, recognition } from './recognise.ts';

const IFA = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const EIDS = [
  { source: 'z.example', uids: [{ id: 'id-of-z' }] },
  { source: 'a.example', uids: [{ id: 'id-of-a' }] },
];

let recognise: (request: object, signals?: Partial<SignalState>) => ReturnType<Recognition>;
let field: (name: string) => number;
let purpose: (name: string) => number;
let withoutSubjects: ReturnType<Recognition>;
let withoutScope: ReturnType<Recognition>;

beforeAll(async () => {
  const policy = await projectPolicy();
  const gates = createGates(policy, (_field, value) => `hash of ${value.length}`);
  const rule = recognition(policy, gates);
  const us = policy.regimes.find(({ name }) => name === 'us')?.id ?? -1;
  const admit = (request: object, signals: Partial<SignalState>) =>
    gates.collect(
      { id: 'r', imp: [{ id: '1' }], ...request },
      { regime: us, grants: -1, floors: 0, vendorGrants: () => -1, reasons: [], ...signals },
    );
  recognise = (request, signals = {}) => rule(admit(request, signals));
  field = (name) => policy.fields.find((row) => row.name === name)?.id ?? -1;
  purpose = (name) => policy.purposes.find((row) => row.name === name)?.bit ?? 0;
  const scopes = policy.identity.scopes.map((scope) => ({ ...scope, state: 'planned' as const }));
  const noScope = { ...policy, identity: { ...policy.identity, scopes } };
  withoutScope = recognition(noScope, gates)(admit({ device: { ifa: IFA } }, {}));
  const fields = policy.fields.filter(({ store }) => !store.includes('hot:subject.of'));
  withoutSubjects = recognition({ ...policy, fields }, gates)(admit({ device: { ifa: IFA } }, {}));
});

describe('recognition', () => {
  it('goes by the advertising id, and knows which one it is', () => {
    for (const [os, name] of [
      ['iOS', 'idfa'],
      ['android', 'androidAdvertisingId'],
      ['roku', 'otherAdvertisingId'],
      [undefined, 'otherAdvertisingId'],
    ] as const)
      expect(recognise({ device: { ifa: IFA, os } }), name).toEqual({ field: field(name), value: IFA });
    // What the request says of a device to one bidder alone changes nothing about that.
    const bidderconfig = [{ bidders: ['b'], config: { ortb2: { device: { ifa: 'other-id', os: 'ios' } } } }];
    const ext = { prebid: { bidderconfig } };
    expect(recognise({ device: { ifa: IFA, os: 'android' }, ext })?.field).toBe(
      field('androidAdvertisingId'),
    );
    const device = { ext: { oaid: 'an-oaid-1' } };
    expect(recognise({ device })).toEqual({ field: field('otherAdvertisingId'), value: 'an-oaid-1' });
  });

  it('goes by a partner id where there is no other, the same one in whatever order they come', () => {
    const expected = { field: field('partnerIds'), value: 'a.example\nid-of-a' };
    expect(recognise({ user: { eids: EIDS } })).toEqual(expected);
    expect(recognise({ user: { ext: { eids: [...EIDS].reverse() } } })).toEqual(expected);
    expect(recognise({ device: { ifa: IFA }, user: { eids: EIDS } })?.value).toBe(IFA);
  });

  it('knows nobody by what many share or what stays with a device for ever', () => {
    const device = { ip: '203.0.113.7', ua: 'x', macsha1: 'aa', didsha1: 'bb', dpidsha1: 'cc' };
    expect(recognise({ device, user: { id: 'u', buyeruid: 'b' } })).toBeUndefined();
  });

  it('U3 S2: needs the purposes that recognition needs, whatever else was agreed', () => {
    const request = { device: { ifa: IFA }, user: { eids: EIDS } };
    const separate = { regime: 2 };
    const grants = (...names: readonly string[]) => names.reduce((sum, name) => sum | purpose(name), 0);
    expect(recognise(request, { ...separate, grants: grants('deviceStorage', 'limitedAds') })?.value).toBe(
      IFA,
    );
    expect(recognise(request, { ...separate, grants: grants('limitedAds', 'measurement') })).toBeUndefined();
    expect(recognise(request, { ...separate, grants: grants('deviceStorage') })).toBeUndefined();
    expect(recognise(request, { regime: 0 })).toBeUndefined();
    for (const floors of [1, 2, 4, 8, 16])
      expect(recognise(request, { floors }), `floor ${floors}`).toBeUndefined();
  });

  it('U3: needs permission for the subject itself, not only for the identifier that leads to it', async () => {
    const policy = await projectPolicy();
    const more = purpose('crossDevice');
    const fields = policy.fields.map((row) =>
      row.store.includes('hot:subject.of') ? { ...row, requires: row.requires | more } : row,
    );
    const strict = { ...policy, fields, fieldById: new Map(fields.map((row) => [row.id, row])) };
    const gates = createGates(strict, () => 'hash');
    const known = (grants: number) =>
      recognition(
        strict,
        gates,
      )(
        gates.collect(
          { id: 'r', imp: [{ id: '1' }], device: { ifa: IFA } },
          { regime: 2, grants, floors: 0, vendorGrants: () => 0, reasons: [] },
        ),
      );
    const identifier = purpose('deviceStorage') | purpose('limitedAds');
    expect(known(identifier | more)?.value).toBe(IFA);
    expect(known(identifier)).toBeUndefined();
  });

  it('is off where the policy keeps no subjects, or has no scope of identity in force', () => {
    expect(withoutSubjects).toBeUndefined();
    expect(withoutScope).toBeUndefined();
  });
});
