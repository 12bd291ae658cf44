import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HotState, hotFamilyOf } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CreativeCache, type CreativeCacheOptions, createCreativeCache } from './creative-cache.ts';

let folder: string;
let hot: HotState;
let cache: CreativeCache;
let nowMs = 1_800_000_000_000;

const open = (options: Partial<CreativeCacheOptions> = {}): CreativeCache =>
  createCreativeCache({ hot, now: () => nowMs, randomBytes, ...options });
const xml = (text: string) => ({ type: 'xml', text }) as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'creatives-'));
  hot = openLmdbHot({ path: folder });
  cache = open();
});
afterEach(async () => {
  await cache.close();
  await hot.close();
  await rm(folder, { recursive: true });
});

it('gives back what was put, to the last letter, under random ids of the form of a UUID', async () => {
  const puts = [xml('<VAST>ä 茶</VAST>'), { type: 'json', text: '{"adm":"x"}' } as const];
  const kept = await cache.put(puts, 'auction');
  const ids = kept.map((one) => (one.ok ? one.id : ''));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.map((id) => cache.get(id))).toEqual(puts);
  expect(cache.get(ids[0]?.toUpperCase() ?? '')).toBeUndefined();
});

it('never replaces what is kept under a chosen id', async () => {
  const id = '10.00_30s_0123456789abcdef';
  expect(await cache.put([{ ...xml('one'), id }], 'public')).toEqual([{ ok: true, id }]);
  expect(await cache.put([{ ...xml('two'), id }], 'auction')).toEqual([{ ok: false, reason: 'taken' }]);
  expect(cache.get(id)).toEqual(xml('one'));
  expect(await cache.size()).toMatchObject({ items: 1 });
});

it('[R1] forgets what is past its time, at once for readers and soon on disk, and nothing else', async () => {
  const [short, long, longest] = await cache.put(
    [{ ...xml('short'), ttlSeconds: 1 }, xml('long'), { ...xml('longest'), ttlSeconds: 999_999_999 }],
    'public',
  );
  const get = (kept: typeof short) => cache.get(kept?.ok ? kept.id : '');
  nowMs += 1_000;
  expect([get(short), get(long)]).toEqual([undefined, xml('long')]);
  nowMs += 1_000;
  expect(await cache.sweep()).toBe(1);
  // However long was asked for, an hour is the most.
  nowMs += 3_599_000;
  expect(get(longest)).toBeUndefined();
  expect(await cache.sweep()).toBe(2);
  expect(await cache.size()).toEqual({ items: 0, bytes: 0 });
  expect(await hot.listKeys('creative/', { after: undefined, limit: 10 })).toEqual([]);
});

it('keeps everything over a restart, and counts it', async () => {
  const [kept] = await cache.put([xml('kept')], 'auction');
  const before = await cache.size();
  await cache.close();
  await hot.close();
  hot = openLmdbHot({ path: folder });
  cache = open();
  expect(await cache.size()).toEqual(before);
  expect(cache.get(kept?.ok ? kept.id : '')).toEqual(xml('kept'));
});

it('says when there is no room, and keeps a part of it for the auctions', async () => {
  await cache.close();
  cache = open({ itemsMax: 4, bytesMax: 1_000 });
  const put = async (text: string, by: 'public' | 'auction') => (await cache.put([xml(text)], by))[0];
  expect([(await put('1', 'public'))?.ok, (await put('2', 'public'))?.ok]).toEqual([true, true]);
  expect(await put('3', 'public')).toEqual({ ok: false, reason: 'full' });
  expect((await put('3', 'auction'))?.ok).toBe(true);
  expect(await put('x'.repeat(990), 'auction')).toEqual({ ok: false, reason: 'full' });
  expect((await put('4', 'auction'))?.ok).toBe(true);
  expect(await put('5', 'auction')).toEqual({ ok: false, reason: 'full' });
  nowMs += 3_601_000;
  expect(await cache.sweep()).toBe(4);
  expect((await put('6', 'public'))?.ok).toBe(true);
});

it('counts what other processes put and took away', async () => {
  const other = open({ itemsMax: 3 });
  await cache.close();
  cache = open({ itemsMax: 3 });
  for (let round = 0; round < 4; round++) {
    const kept = await cache.put([xml(`a${round}`), xml(`b${round}`)], 'auction');
    expect(kept.map(({ ok }) => ok)).toEqual([true, true]);
    nowMs += 3_601_000;
    expect(await other.sweep()).toBe(2);
    await cache.sweep();
  }
  await cache.put([xml('one'), xml('two')], 'auction');
  await other.sweep();
  expect(await other.size()).toEqual(await cache.size());
  await other.close();
});

it('says when the store takes nothing, and counts only what is there', async () => {
  await cache.put([xml('there')], 'auction');
  const before = await cache.size();
  const broken: HotState = { ...hot, change: () => Promise.reject(new Error('full disk')) };
  const other = createCreativeCache({ hot: broken, now: () => nowMs, randomBytes });
  expect(await other.put([xml('lost')], 'auction')).toEqual([{ ok: false, reason: 'failed' }]);
  expect(await other.size()).toEqual(before);
  await other.close();
});

it('[K6] holds no id in its keys, only what the policy declares', async () => {
  const id = 'person-0123456789abcdef';
  await cache.put([{ ...xml('x'), id }], 'public');
  const keys = await hot.listKeys('', { after: undefined, limit: 10 });
  expect(keys.map(hotFamilyOf).sort()).toEqual(['creative.due', 'creative.of']);
  expect(keys.join()).not.toContain('person');
});
