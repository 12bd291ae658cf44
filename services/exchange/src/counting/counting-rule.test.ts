import { readSignals } from '@jianchat/consent';
import { createIdentifierHash, createNetworkHash } from '@jianchat/identity';
import { type CompiledPolicy, createGates } from '@jianchat/policy';
import type { CapUnit } from '@jianchat/snapshot';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectPolicy } from '../testing/exchange-rig.ts';
import { countingRule } from './counting-rule.ts';

const PLACE = { id: 'r', imp: [{ id: '1' }] };
const DEVICE = { ifa: '6d92078a-8246-4ba4-ae5b-76104861e7dc', os: 'android', ip: '203.0.113.7' };
const READER = 'reader-number-1';
const person = createIdentifierHash(Buffer.alloc(32, 1));
const household = createNetworkHash(Buffer.alloc(32, 2));

let policy: CompiledPolicy;
let hashed: string[];
beforeAll(async () => {
  policy = await projectPolicy();
});
beforeEach(() => {
  hashed = [];
});

interface Asked {
  readonly country?: string;
  readonly account?: string;
  readonly under?: CompiledPolicy;
  readonly [member: string]: unknown;
}

/** Counters of a request from the United States, where everything is allowed until refused, unless said otherwise. */
function countersOf({ country = 'US', account = 'press', under = policy, ...more }: Asked = {}) {
  const gates = createGates(under, (_field, value) => value);
  const raw = { ...PLACE, device: DEVICE, ...more };
  const signals = readSignals(under, raw, { secGpc: false, dnt: false, ipCountry: country, nowMs: 0 });
  const rule = countingRule(under, gates, {
    device: () => 'somebody',
    person: (identifier) => {
      hashed.push(identifier.value);
      return person(identifier);
    },
    household: (network) => {
      hashed.push(network);
      return household(network);
    },
  });
  return rule(gates.collect(raw, signals), account);
}
const counterOf = (unit: CapUnit, asked: Asked = {}): string | undefined => countersOf(asked)(unit);
const householdOf = (device: object, asked: Asked = {}): string | undefined =>
  counterOf('household', { ...asked, device: { ...DEVICE, ...device } });
const personOf = (user: object, asked: Asked = {}): string | undefined =>
  counterOf('person', { ...asked, user });

const REFUSED: readonly (readonly [string, Asked])[] = [
  ['in Europe without consent', { country: 'DE' }],
  ['a child', { regs: { coppa: 1 } }],
  ['where no law is known', { country: '' }],
  ['in China without separate consent', { country: 'CN' }],
];
const OPTED_OUT: readonly (readonly [string, Asked])[] = [
  ['of somebody who refused by GPC', { regs: { ext: { gpc: '1' } } }],
  ['of a device that refuses tracking', { device: { ...DEVICE, lmt: 1 } }],
];

describe('who may be counted', () => {
  it('U4: is whoever the policy lets ads be limited for', () => {
    expect(counterOf('device')).toBe('somebody');
    expect(counterOf('device', { country: 'BR' })).toBe('somebody');
  });

  it.each(REFUSED)('U4: is nobody %s', (_what, asked) => {
    const counter = countersOf({ ...asked, user: { id: READER } });
    expect([counter('device'), counter('household'), counter('person')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(hashed).toEqual([]);
  });

  it.each(OPTED_OUT)('U4: is no household and no person %s', (_what, asked) => {
    const counter = countersOf({ ...asked, user: { id: READER } });
    expect([counter('household'), counter('person')]).toEqual([undefined, undefined]);
    expect(hashed).toEqual([]);
  });

  it('costs nothing before a cap asks, and one hash however often it does', () => {
    const counter = countersOf({ user: { id: READER } });
    expect(hashed).toEqual([]);
    for (let again = 0; again < 3; again++) counter('household');
    expect(hashed).toEqual([DEVICE.ip]);
    for (let again = 0; again < 3; again++) counter('person');
    expect(hashed).toEqual([DEVICE.ip, READER]);
  });

  it('is under the names of households and persons only where the policy in force has both fields and scopes', () => {
    const without = (name: string): CompiledPolicy => {
      const scopes = policy.identity.scopes.map((row) =>
        row.name === name ? { ...row, state: 'planned' as const } : row,
      );
      return { ...policy, identity: { ...policy.identity, scopes } };
    };
    const asked = { user: { id: READER } };
    expect(counterOf('household', { ...asked, under: without('household') })).toBeUndefined();
    expect(counterOf('person', { ...asked, under: without('person') })).toBeUndefined();
    expect(counterOf('person', { ...asked, under: without('household') })).toBeDefined();
    const fields = policy.fields.map((row) => ({ ...row, requires: 0 }));
    expect(counterOf('person', { ...asked, under: { ...policy, fields } })).toBeUndefined();
    const nothing = { ...policy, fields: policy.fields.filter(({ store }) => !store.includes('hot:cap.of')) };
    expect(counterOf('household', { under: nothing })).toBeUndefined();
  });
});

describe('a household', () => {
  it('U4: is the devices behind one connection, under a hash that holds nothing of the address', () => {
    const one = householdOf({});
    expect(one).toMatch(/^household\/[\w-]{43}$/);
    expect(one).not.toContain(DEVICE.ip);
    expect(householdOf({ ifa: '7d92078a-8246-4ba4-ae5b-76104861e7dc', os: 'ios', connectiontype: 2 })).toBe(
      one,
    );
    expect(householdOf({ ifa: undefined })).toBe(one);
    // The neighbours' addresses differ by a digit.
    expect(householdOf({ ip: '203.0.113.8' })).not.toBe(one);
  });

  it('is a /64 of IPv6, however it is written', () => {
    const six = (ipv6: string) => householdOf({ ip: undefined, ipv6 });
    const one = six('2001:db8:1:2::5');
    expect(one).toBeDefined();
    expect(six('2001:0DB8:0001:0002:ffff:0:0:1')).toBe(one);
    expect(six('2001:db8:1:3::5')).not.toBe(one);
    expect(householdOf({ ipv6: '2001:db8:1:2::5' })).toBe(householdOf({}));
  });

  it.each([
    ['a mobile network', { connectiontype: 6 }],
    ['a network whose kind is new', { connectiontype: 9 }],
    ['a mobile network by its code', { mccmnc: '310-005' }],
    ['carrier NAT', { ip: '100.64.3.2' }],
    ['a private network', { ip: '192.168.1.2' }],
    ['no address', { ip: undefined }],
    ['what is no address', { ip: 'nowhere' }],
  ])('U4: is nobody behind %s', (_what, device) => {
    expect(householdOf(device)).toBeUndefined();
    expect(hashed).toEqual([]);
  });

  it('is nobody in front of a public screen, and somebody at home whatever SIM the phone has', () => {
    expect(householdOf({}, { dooh: { id: 'screen' } })).toBeUndefined();
    expect(householdOf({ mccmnc: '310-005', connectiontype: 2 })).toBe(householdOf({}));
  });
});

describe('a person', () => {
  const eids = [
    { source: 'z.example', uids: [{ id: 'id-of-z-1', atype: 3 }] },
    { source: 'b.example', uids: [{ id: 'id-of-b-1', atype: 3 }] },
    { source: 'a.example', uids: [{ id: 'id-of-a-1', atype: 1 }] },
  ];

  it('U4: is whoever is signed in, on each of their devices, under a hash that holds nothing of the id', () => {
    const one = personOf({ id: READER });
    expect(one).toMatch(/^person\/[\w-]{43}$/);
    expect(personOf({ id: READER }, { device: { os: 'tvos', ip: '198.51.100.4' } })).toBe(one);
    expect(personOf({ id: 'reader-number-2' })).not.toBe(one);
    expect(personOf({ id: READER }, { account: 'another' })).not.toBe(one);
  });

  it('goes by a partner’s id of a person first, the same one in whatever order they come, in all media', () => {
    const one = personOf({ eids });
    expect(hashed).toEqual(['id-of-b-1']);
    expect(personOf({ id: READER, ext: { eids: eids.toReversed() } }, { account: 'another' })).toBe(one);
    expect(personOf({ id: READER, eids: eids.slice(2) })).toBe(personOf({ id: READER }));
  });

  it('is nobody by an id of a browser, by what many share, or where nobody is signed in', () => {
    expect(personOf({ eids: eids.slice(2) })).toBeUndefined();
    expect(personOf({ id: '00000000' })).toBeUndefined();
    expect(personOf({ buyeruid: 'buyer-number-1' })).toBeUndefined();
    expect(counterOf('person')).toBeUndefined();
  });

  it('U3 U4: takes agreement to recognition across devices on each of them', () => {
    const separate = (...purposes: readonly string[]): Asked => ({
      country: 'CN',
      user: {
        id: READER,
        ext: {
          separate_consent: purposes.map((name) => policy.purposes.find((row) => row.name === name)?.id),
        },
      },
    });
    const both = ['deviceStorage', 'limitedAds'];
    expect(counterOf('household', separate(...both))).toBeDefined();
    expect(counterOf('person', separate(...both))).toBeUndefined();
    expect(counterOf('person', separate(...both, 'crossDevice'))).toBeDefined();
    expect(counterOf('person', separate('limitedAds', 'crossDevice'))).toBeUndefined();
  });
});
