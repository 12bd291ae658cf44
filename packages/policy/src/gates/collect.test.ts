import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldIds } from '../field-mask.ts';
import { readPolicy, readRequestFixture } from '../testing/read-policy.ts';
import { type NamedSignals, signalsOf } from '../testing/signals.ts';
import { REQUEST } from './admitted.ts';
import { createGates } from './gates.ts';

const policy = readPolicy();
const gates = createGates(policy, (fieldId, value) => `hash-${fieldId}-${value.length}`);
const collect = (raw: unknown, named: NamedSignals = { regime: 'us' }) =>
  gates.collect(raw, signalsOf(policy, named));
const names = (mask: Uint32Array) => fieldIds(mask).map((id) => policy.fieldById.get(id)?.name);
const base = { id: 'r', imp: [{ id: '1' }] };
const all = policy.purposes.map((purpose) => purpose.name);

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) deepFrozen(member);
  return Object.freeze(value);
}

describe("the specification's example requests", () => {
  const folder = new URL('../../../openrtb/fixtures/spec-2.6/', import.meta.url);
  const files = readdirSync(folder);
  it('are there', () => expect(files.length).toBeGreaterThanOrEqual(5));

  it.each(files)(
    '%s enters without fault and, but for what the specification itself does not define, whole',
    (file) => {
      const { request } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const admitted = collect(request);
      expect(admitted.faults).toEqual([]);
      // Two examples carry members that no object of the specification has: `site.user` and `user.data[].value`.
      const expected = structuredClone(request);
      delete expected.site?.user;
      for (const data of expected.user?.data ?? []) delete data.value;
      expect(admitted[REQUEST]).toEqual(expected);
    },
  );
});

describe('a request as Prebid.js sends it', () => {
  it('C2: is not changed by any gate, and shares with what was admitted only parts that are whole', () => {
    const request = readRequestFixture('prebid/prebid-js-banner-video') as Record<string, unknown>;
    const frozen = deepFrozen(
      structuredClone({ ...request, user: { ext: { undeclared: { a: 1 } }, id: 'x' } }),
    );
    for (const regime of ['us', 'eea'] as const) {
      const admitted = collect(frozen, { regime });
      expect(admitted[REQUEST]).not.toBe(frozen);
      expect(admitted.undeclared).toContainEqual({ parent: 'user.ext', count: 1 });
      expect(JSON.stringify(admitted[REQUEST])).not.toContain('undeclared');
      for (const contract of policy.contracts.values())
        gates.project(admitted, gates.share(admitted, contract).mask);
      gates.use(admitted, 'contextualAds');
    }
    expect(frozen).toEqual({ ...request, user: { ext: { undeclared: { a: 1 } }, id: 'x' } });
  });

  it('enters whole where nothing forbids it, and without a trace of the person where everything does', () => {
    const request = readRequestFixture('prebid/prebid-js-banner-video');
    const admitted = collect(request, { regime: 'us' });
    expect(admitted.faults).toEqual([]);
    expect(admitted.undeclared).toEqual([]);
    expect(admitted[REQUEST]).toEqual(request);
    const denied = JSON.stringify(collect(request, { regime: 'unknown' })[REQUEST]);
    expect(denied).not.toMatch(/"e-1"|"e-2"|"uids"/);
    expect(denied).toContain('demo-banner');
  });
});

describe('undeclared members', () => {
  it('C2, K6: are dropped and counted by declared parent', () => {
    const raw = {
      ...base,
      hidden: 1,
      device: { ua: 'x', battery: 5, ext: { contacts: [] } },
      imp: [
        { id: '1', a: 1 },
        { id: '2', b: 1 },
      ],
    };
    const admitted = collect(raw);
    expect(admitted[REQUEST]).toEqual({ id: 'r', imp: [{ id: '1' }, { id: '2' }], device: { ua: 'x' } });
    expect(admitted.undeclared).toEqual(
      expect.arrayContaining([
        { parent: '', count: 1 },
        { parent: 'imp', count: 2 },
        { parent: 'device', count: 1 },
        { parent: 'device.ext', count: 1 },
      ]),
    );
  });

  it('never reach a prototype', () => {
    const raw = JSON.parse(
      '{"__proto__":{"x":1},"constructor":{"x":1},"id":"r","imp":[],"site":{"ext":{"data":{"__proto__":{"x":1},"ok":1}}}}',
    );
    const { [REQUEST]: request } = collect(raw);
    expect(request).toEqual({ id: 'r', imp: [], site: { ext: { data: { ok: 1 } } } });
    expect(Object.getPrototypeOf(request.site?.ext?.data)).toBe(Object.prototype);
  });
});

describe('types', () => {
  it('names the place and what should stand there, never the value', () => {
    const raw = {
      id: 7,
      imp: [{ id: '1' }, { id: '2', banner: { w: 'secret', format: [{ h: 1.5 }] } }],
      device: 'secret',
      site: { cat: 'secret' },
    };
    expect(collect(raw).faults).toEqual([
      { path: 'id', expected: 'a string of at most 512 characters' },
      { path: 'imp[1].banner.w', expected: 'an integer' },
      { path: 'imp[1].banner.format[0].h', expected: 'an integer' },
      { path: 'device', expected: 'an object' },
      { path: 'site.cat', expected: 'an array' },
    ]);
  });

  it('absorbs what clients get wrong', () => {
    const raw = {
      ...base,
      ext: { prebid: { targeting: { includewinners: 'true', includebidderkeys: 'false' }, debug: 1 } },
      regs: { gdpr: true, ext: { gpc: 1 } },
      device: { lmt: '1', osv: 17 },
      app: { ver: 2 },
      user: { id: null },
    };
    const admitted = collect(raw);
    expect(admitted.faults).toEqual([]);
    expect(admitted[REQUEST]).toEqual({
      ...base,
      ext: { prebid: { targeting: { includewinners: true, includebidderkeys: false }, debug: true } },
      regs: { gdpr: 1, ext: { gpc: '1' } },
      device: { lmt: 1, osv: '17' },
      app: { ver: '2' },
    });
  });

  it('bounds lists, texts and faults', () => {
    expect(collect({ id: 'r', imp: new Array(101).fill({ id: '1' }) }).faults).toEqual([
      { path: 'imp', expected: 'an array of at most 100 items' },
    ]);
    expect(collect({ ...base, site: { domain: 'x'.repeat(3_000) } }).faults).toHaveLength(1);
    expect(collect({ id: 'r', imp: new Array(100).fill({ id: 1 }) }).faults).toHaveLength(20);
  });

  it.each([null, undefined, 1, 'text', [], true])('%s is no request', (raw) => {
    const admitted = collect(raw);
    expect(admitted[REQUEST]).toEqual({ id: '', imp: [] });
    expect(admitted.faults).toEqual([{ path: '', expected: 'an object' }]);
  });

  it('keeps empty objects, whose presence means something', () => {
    const ext = { prebid: { cache: { bids: {} }, events: {} } };
    expect(collect({ ...base, ext })[REQUEST].ext).toEqual(ext);
  });
});

describe('open subtrees', () => {
  it('keep publisher data within bounds', () => {
    const data = { keywords: ['a', 'b'], nested: { level: 2, ok: true, none: null } };
    const raw = { ...base, imp: [{ id: '1', ext: { data, prebid: { bidder: { a: { placement: 1 } } } } }] };
    expect(collect(raw)[REQUEST]).toEqual(raw);
  });

  it('leave out what is too deep, too many or too long, and count it', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 50; level++) deep = { deep };
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]));
    const admitted = collect({ ...base, site: { ext: { data: { deep, many, long: 'x'.repeat(20_000) } } } });
    const data = admitted[REQUEST].site?.ext?.data ?? {};
    expect(JSON.stringify(data['deep'])).not.toContain('bottom');
    expect(Object.keys(data['many'] as object)).toHaveLength(128);
    expect(data['long']).toBeUndefined();
    expect(admitted.undeclared).toEqual([{ parent: 'site.ext.data', count: 1 + 372 + 1 }]);
  });
});

describe('forms', () => {
  const device = {
    os: 'iOS',
    ifa: 'IFA',
    ip: '203.0.113.77',
    dpidmd5: 'D',
    macmd5: 'M',
    didmd5: 'I',
    geo: { lat: 52.520_008, lon: 13.404_954, country: 'DEU', city: 'Berlin' },
  };
  const raw = { ...base, device };

  it('C2 K6: without a known place only context enters, the address shortened', () => {
    const admitted = collect(raw, { regime: 'unknown' });
    expect(admitted[REQUEST].device).toEqual({ os: 'iOS', ip: '203.0.113.0', geo: { country: 'DEU' } });
    expect(names(admitted.kept)).toEqual(['osVersion', 'ipPrefix', 'transaction', 'country']);
    expect(names(admitted.present)).toContain('imei');
  });

  it('C2: with consent, advertising id and address enter, the device id as a hash, coordinates shortened without the special feature', () => {
    const { device: kept } = collect(raw, {
      regime: 'eea',
      grants: ['deviceStorage', 'limitedAds', 'personalisedAds'],
    })[REQUEST];
    expect(kept).toEqual({
      os: 'iOS',
      ifa: 'IFA',
      ip: '203.0.113.77',
      dpidmd5: 'hash-7-1',
      geo: { lat: 52.52, lon: 13.4, country: 'DEU', city: 'Berlin' },
    });
  });

  it.each([
    ['iOS', 'idfa'],
    ['Android', 'androidAdvertisingId'],
    ['Roku', 'otherAdvertisingId'],
    [undefined, 'otherAdvertisingId'],
  ])('C2: the advertising id under %s is %s', (os, field) => {
    const admitted = collect({ ...base, device: { ifa: 'IFA', ...(os ? { os } : {}) } });
    expect(names(admitted.kept)).toContain(field);
  });

  it.each(policy.regimes.map((regime) => regime.name))(
    'C2: MAC and IMEI stay out under %s, unless separately agreed to in China',
    (regime) => {
      const without = collect(raw, { regime, grants: all.filter((name) => name !== 'hardwareIdentifiers') });
      expect(without[REQUEST].device).not.toHaveProperty('macmd5');
      expect(without[REQUEST].device).not.toHaveProperty('didmd5');
      const granted = collect(raw, { regime, grants: all });
      expect(granted[REQUEST].device?.didmd5).toBe(regime === 'cn' ? 'hash-12-1' : undefined);
      expect(granted[REQUEST].device?.macmd5).toBe(regime === 'cn' ? 'hash-11-1' : undefined);
    },
  );

  it.each(policy.floors.filter((floor) => floor.name !== 'limitSensitive').map((floor) => floor.name))(
    'the floor %s keeps the advertising id away from interest-based use, whatever was granted',
    (floor) => {
      const admitted = collect(raw, { regime: 'eea', grants: all, floors: [floor] });
      const { idfa = 0 } = Object.fromEntries(policy.fields.map((field) => [field.name, field.id]));
      const personalised = policy.purposes.find((purpose) => purpose.name === 'personalisedAds')?.id ?? 0;
      expect(gates.mayUse(admitted, idfa, personalised)).toBe(false);
    },
  );

  it('the rules hold in bidder-specific data as well', () => {
    const user = { id: 'U', eids: [{ source: 's', uids: [{ id: 'E' }] }], keywords: 'k' };
    const config = (ortb2: object) => ({
      ...base,
      ext: { prebid: { bidderconfig: [{ bidders: ['a'], config: { ortb2 } }] } },
    });
    const denied = collect(config({ user, site: { page: 'p' } }), { regime: 'unknown' });
    expect(denied[REQUEST]).toEqual(config({ site: { page: 'p' } }));
    expect(collect(config({ user }), { regime: 'us' })[REQUEST]).toEqual(config({ user }));
  });
});
