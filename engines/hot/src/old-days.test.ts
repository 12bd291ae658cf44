import { setImmediate } from 'node:timers';
import { expect, it } from 'vitest';
import {
  deliveredDayKey,
  deliveredTotalKey,
  forgetDays,
  type HotGroup,
  leaseKey,
  shownKey,
  spentDayKey,
  spentTotalKey,
  sweepShown,
} from './index.ts';

const NOW = Date.parse('2026-11-26T00:30:00Z');

function memory(keys: readonly string[]) {
  const values = new Map(keys.map((key) => [key, Buffer.from('{"line/l":[1]}')]));
  return {
    values,
    readBytes: (key: string) => values.get(key),
    async change(groups: readonly HotGroup[]) {
      for (const { key } of groups.flat()) values.delete(key);
      return groups.map(() => true);
    },
    listKeys: async (prefix: string, { after = '', limit }: { after: string | undefined; limit: number }) =>
      [...values.keys()]
        .toSorted()
        .filter((key) => key.startsWith(prefix) && key > after)
        .slice(0, limit),
  };
}

it('sums of days that limit nothing any more are forgotten, and nothing else', async () => {
  const kept = [
    spentTotalKey('l'),
    spentDayKey('l', '2026-11-23'),
    spentDayKey('l', '2026-11-27'),
    deliveredTotalKey('deal:d', 'impression'),
    deliveredDayKey('l', 'click', '2026-11-25'),
    leaseKey('line/2020-01-01'),
  ];
  const old = Array.from({ length: 1_100 }, (_, n) => spentDayKey(`line-${n}`, '2026-11-22'));
  const hot = memory([...kept, ...old, deliveredDayKey('2026-11-27', 'click', '2025-01-01')]);
  expect(await forgetDays(hot, { nowMs: NOW })).toBe(1_101);
  expect([...hot.values.keys()].toSorted()).toEqual(kept.toSorted());
});

it('a sweep lets requests be answered between two pages', async () => {
  const hot = memory(Array.from({ length: 1_100 }, (_, n) => shownKey(String(n).padStart(22, '0'))));
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    if (turns < 50) setImmediate(turn);
  };
  setImmediate(turn);
  await sweepShown(hot, { nowMs: 1_000, keepMs: { device: 60_000 } });
  expect(turns).toBeGreaterThanOrEqual(2);
});
