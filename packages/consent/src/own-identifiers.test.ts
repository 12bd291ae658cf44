import { describe, expect, it } from 'vitest';
import { createOwnIdentifiers, IDENTIFIERS_MAX } from './own-identifiers.ts';
import { readPolicy } from './testing/read-policy.ts';

const policy = readPolicy();
const own = createOwnIdentifiers(policy);
const fieldAt = (name: string) => policy.fields.find((row) => row.name === name)?.id ?? -1;
const ID = 'an-identifier-1';

/** A request with a value at a declared path; `*` stands for any name, and lists hold one item. */
function planted(path: string): unknown {
  const lists = new Set(['eids', 'uids', 'bidderconfig']);
  return path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, name) => {
      const entry = { [name === '*' ? 'a-bidder' : name]: lists.has(name) ? [inner] : inner };
      return name === 'uids' || name === 'eids' ? { source: 'a.example', ...entry } : entry;
    }, ID);
}

/** What tells nobody from others beside an identifier. */
const BESIDE = /\.(inserter|source|matcher|mm|atype|ext\.(stype|rtiPartner|provider))$/;
/** Every place where an identifier may enter: of the policy's fields that recognise somebody, and where they are mirrored. */
const places = policy.fields
  .filter(
    ({ collect, className }) =>
      collect === 'on' && ['resettable', 'partnerId', 'immutable'].includes(className),
  )
  .flatMap(({ paths }) => paths.map(({ path }) => path))
  .filter((path) => !BESIDE.test(path))
  .flatMap((path) => [
    path,
    ...[...policy.mirrors]
      .filter(([, claim]) => path === claim || path.startsWith(`${claim}.`))
      .map(([name, claim]) => name + path.slice(claim.length)),
  ]);

describe('the identifiers of a request', () => {
  it.each([...new Set(places)])('V3 U1: are found at %s', (path) => {
    const found = own.find(planted(path));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ value: expect.stringContaining(ID) });
  });

  it('are as many places as the policy has', () => {
    expect(new Set(places).size).toBeGreaterThanOrEqual(14);
  });

  it('are one advertising id whatever the request says of the system', () => {
    const asked = ['ios', 'android', 'roku', undefined].map((os) => own.find({ device: { ifa: ID, os } }));
    const [first] = asked;
    for (const found of asked) expect(found).toEqual(first);
    for (const name of ['idfa', 'androidAdvertisingId', 'otherAdvertisingId'])
      expect([own.named(name, ID)], name).toEqual(first);
  });

  it('are another kind each where partners give them', () => {
    const user = { id: ID, buyeruid: ID, eids: [{ source: 'a.example', uids: [{ id: ID }, { id: 7 }] }] };
    expect(own.find({ user })).toEqual([
      { field: fieldAt('publisherUserId'), value: ID },
      { field: fieldAt('buyerUserId'), value: ID },
      { field: fieldAt('partnerIds'), value: `a.example\n${ID}` },
    ]);
  });

  it('K6: are none that the policy does not let in, and nothing that recognises nobody', () => {
    expect(own.find({ device: { macsha1: ID, didsha1: ID, ip: '203.0.113.7', ua: ID } })).toEqual([]);
    for (const name of ['imei', 'macAddress', 'ipAddress', 'deviceModel', 'nothing'])
      expect(own.named(name, ID), name).toBeUndefined();
    const off = policy.fields.map((row) => ({ ...row, collect: 'off' as const }));
    expect(createOwnIdentifiers({ ...policy, fields: off }).find(planted('device.ifa'))).toEqual([]);
  });

  it('are too many where nobody would send so many', () => {
    const uids = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${ID}-${n}` }));
    const asked = (count: number) =>
      own.find({ user: { eids: [{ source: 'a.example', uids: uids(count) }] } });
    expect(asked(IDENTIFIERS_MAX)).toHaveLength(IDENTIFIERS_MAX);
    expect(asked(IDENTIFIERS_MAX + 1)).toBe('tooMany');
    const bidderconfig = uids(IDENTIFIERS_MAX + 1).map(({ id }) => ({ config: { ortb2: { user: { id } } } }));
    expect(own.find({ ext: { prebid: { bidderconfig } } })).toBe('tooMany');
  });

  it.each([null, 7, 'x', [], [[]], { user: 1, device: [] }, { user: { eids: 'x', ext: { eids: [[], 1] } } }])(
    'are none in %j',
    (raw) => expect(own.find(raw)).toEqual([]),
  );
});
