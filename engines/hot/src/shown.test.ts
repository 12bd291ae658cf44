import { expect, it } from 'vitest';
import {
  countShown,
  deviceCounter,
  encodeShownDue,
  householdCounter,
  readShown,
  type ShownCounter,
  shownDueKey,
  shownKey,
} from './index.ts';
import { memoryHot } from './testing/memory-hot.ts';

const NOW = 1_800_000_000_000;
const HOME = householdCounter('H'.repeat(43));
const person = (n: number): ShownCounter => deviceCounter(String(n).padStart(22, 'A'));

/** So many ads that went out, each to one of three people of one household. */
function sent({ values }: ReturnType<typeof memoryHot>, ads: number): readonly string[] {
  return Array.from({ length: ads }, (_, n) => {
    const key = shownDueKey(String(n).padStart(22, '0'), 0, 'l');
    const scopes = [{ scope: 'line/l', keepS: 3_600, timesMax: 1_000 }];
    values.set(
      key,
      encodeShownDue(
        [person(n % 3), HOME].map((counter) => ({ counter, scopes })),
        NOW,
      ),
    );
    return key;
  });
}
const times = (hot: ReturnType<typeof memoryHot>, counter: ShownCounter): number =>
  readShown(hot, counter)['line/l']?.length ?? 0;

it('ads that were shown are counted in a few commits, however many they are', async () => {
  const hot = memoryHot();
  const keys = sent(hot, 300);
  await countShown(hot, [...keys, ...keys]);
  expect([0, 1, 2].map((n) => times(hot, person(n)))).toEqual([100, 100, 100]);
  expect(times(hot, HOME)).toBe(300);
  expect(hot.commits()).toBeLessThanOrEqual(3);
  await countShown(hot, keys);
  expect(times(hot, HOME)).toBe(300);
});

it('ads that were shown are counted once also where another writer came in between', async () => {
  const hot = memoryHot((values, commit) => {
    if (commit === 0) values.set(shownKey(person(1)), Buffer.from('{"line/l":[1]}'));
  });
  await countShown(hot, sent(hot, 30));
  expect([0, 1, 2].map((n) => times(hot, person(n)))).toEqual([10, 10, 10]);
  expect(times(hot, HOME)).toBe(30);
});
