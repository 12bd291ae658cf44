import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasLiveUid,
  liveUid,
  NO_IDS,
  readUids,
  setUids,
  type UidsCookie,
  withRoom,
  withUid,
} from './uids-cookie.ts';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
const valueIn = (setCookie: string): string => /^uids=([^;]*)/.exec(setCookie)?.[1] ?? '';
const again = (cookie: UidsCookie): UidsCookie => readUids(`a=1; uids=${valueIn(setUids(cookie, {}))}; b=2`);
const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

describe('the cookie uids', () => {
  it('comes back as it was written, and keeps an id for two weeks', () => {
    const cookie = again(withUid(NO_IDS, { key: 'dsp-a', uid: 'ä/+=;"', nowMs: NOW }));
    expect(liveUid(cookie, 'dsp-a', NOW + 14 * DAY - 1)).toBe('ä/+=;"');
    expect(liveUid(cookie, 'dsp-a', NOW + 14 * DAY)).toBeUndefined();
    expect([hasLiveUid(cookie, NOW), hasLiveUid(cookie, NOW + 15 * DAY)]).toEqual([true, false]);
    expect(again(withUid(cookie, { key: 'dsp-a', uid: '', nowMs: NOW })).ids.size).toBe(0);
  });

  it('is read as Prebid Server writes it, in either alphabet, quoted or not', () => {
    const value = written({
      tempUIDs: { adnxs: { uid: '>>>???', expires: '2026-12-01T10:00:00.123456789Z' } },
      bday: '2017-02-01T00:00:00Z',
    });
    for (const text of [value, `"${value}"`, value.replaceAll('+', '-').replaceAll('/', '_')])
      expect(liveUid(readUids(`uids=${text}`), 'adnxs', NOW)).toBe('>>>???');
  });

  it('takes an opt-out of one of two cookies, and the younger of two ids', () => {
    const one = setUids(withUid(NO_IDS, { key: 'a', uid: 'old', nowMs: NOW - DAY }), {});
    const two = setUids(withUid(NO_IDS, { key: 'a', uid: 'young', nowMs: NOW }), {});
    const out = setUids({ optedOut: true, ids: new Map() }, {});
    const both = (...headers: string[]) =>
      readUids(headers.map((header) => `uids=${valueIn(header)}`).join('; '));
    expect(liveUid(both(two, one), 'a', NOW)).toBe('young');
    expect(both(two, out)).toEqual({ optedOut: true, ids: new Map() });
  });

  it('lets the oldest go when it is full, those of the host’s groups last, before the one just set', () => {
    let cookie = NO_IDS;
    for (let n = 0; n < 60; n++)
      cookie = withUid(cookie, { key: `k${n}`, uid: 'x'.repeat(60), nowMs: NOW + n });
    const room = { priorityGroups: [['k0'], ['k1']], fresh: 'k2' };
    const fitting = withRoom(cookie, {}, room);
    if (typeof fitting === 'string') throw new Error(fitting);
    expect(setUids(fitting, {}).length).toBeLessThan(4_096);
    const kept = [...again(fitting).ids.keys()];
    expect(kept).toEqual(expect.arrayContaining(['k0', 'k1', 'k2', 'k59']));
    expect(kept).not.toContain('k3');
    expect(kept.filter((key) => Number(key.slice(1)) > 2)).toEqual(
      Array.from({ length: kept.length - 3 }, (_, n) => `k${60 - (kept.length - 3) + n}`),
    );
  });

  it.each([
    [
      'the least important group’s oldest leaves',
      [
        ['new', 'a'],
        ['b', 'c'],
      ],
      300,
      ['new', 'a', 'c'],
    ],
    ['the new one is of no group', [['a', 'b', 'c']], 300, 'crowded'],
    ['the new one is the least important', [['a', 'b', 'c'], ['new']], 300, 'crowded'],
    ['nobody is important', [], 150, ['new']],
    ['it is too large alone', [['new']], 50, 'large'],
  ] as const)('where %s', (_what, priorityGroups, bytesMax, left) => {
    let cookie = NO_IDS;
    for (const [at, key] of ['a', 'b', 'c', 'new'].entries())
      cookie = withUid(cookie, { key, uid: 'x', nowMs: NOW + at });
    const fitting = withRoom(cookie, { bytesMax }, { priorityGroups, fresh: 'new' });
    const found = typeof fitting === 'string' ? fitting : [...fitting.ids.keys()].sort();
    expect(found).toEqual(typeof left === 'string' ? left : [...left].sort());
  });

  it('says where browsers may keep it, and that no page reads it', () => {
    const cookie = withUid(NO_IDS, { key: 'a', uid: 'b', nowMs: NOW });
    expect(setUids(cookie, {})).toMatch(/; Path=\/; Max-Age=7776000; Secure; HttpOnly; SameSite=None$/);
    expect(setUids(cookie, { domain: 'ads.example', partitioned: true })).toMatch(
      /; Path=\/; Domain=ads\.example; Max-Age=7776000; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );
    expect(setUids(NO_IDS, {})).toBe('uids=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None');
  });

  it.each([
    undefined,
    '',
    'other=1',
    'uids=',
    'uids=%%%',
    `uids=${written([1])}`,
    `uids=${written({ tempUIDs: [1] })}`,
    `uids=${written({ tempUIDs: { a: 1, b: { uid: 7, expires: '2027-01-01' }, c: { uid: 'x', expires: 'soon' } } })}`,
    `uids=${written({ tempUIDs: { 'no key': { uid: 'x', expires: '2027-01-01' } } })}`,
    `uids=${written({ tempUIDs: { long: { uid: 'x'.repeat(1_025), expires: '2027-01-01' } } })}`,
    `uids=${Buffer.from('{"tempUIDs":{"__proto__":{"uid":"x","expires":"2027-01-01"}}}').toString('base64')}`,
  ])('is empty where it can’t be read: %j', (header) => {
    expect(readUids(header)).toEqual(NO_IDS);
  });

  it('K2: breaks nothing, whatever stands in the header', () => {
    fc.assert(fc.property(fc.string(), (text) => void readUids(`uids=${text}`)));
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void readUids(`uids=${written({ tempUIDs: value, optout: value })}`),
      ),
    );
  });
});
