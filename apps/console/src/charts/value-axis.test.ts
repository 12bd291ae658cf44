import fc from 'fast-check';
import { getNiceTickValues } from 'recharts';
import { expect, it } from 'vitest';
import { formatMoney } from '../format/money.ts';
import { formatCompact } from '../format/number.ts';
import { stackedMax, valueAxis } from './value-axis.ts';

/** As the chart library names them: five at most. */
function ticksOf(max: number, money: boolean): readonly number[] {
  const { domain, ticks, allowDecimals } = valueAxis(max, { money });
  const top = domain[1] === 'auto' ? max : domain[1];
  return ticks ?? getNiceTickValues([domain[0], top], 5, allowDecimals);
}

const text = (value: number, money: boolean) =>
  money ? formatMoney(value, 'USD', { compact: true, locale: 'en' }) : formatCompact(value, 'en');

it('names zero alone where nothing was earned or counted', () => {
  expect(ticksOf(0, true)).toEqual([0]);
  expect(ticksOf(0, false)).toEqual([0]);
});

it('never writes two ticks alike', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e14 }), fc.boolean(), (max, money) => {
      const written = ticksOf(max, money).map((tick) => text(tick, money));
      expect(new Set(written).size, written.join(' ')).toBe(written.length);
    }),
  );
  for (const max of [1, 2, 3, 5, 40, 399, 401, 1_999, 1_000_001]) {
    for (const money of [true, false]) {
      const written = ticksOf(max, money).map((tick) => text(tick, money));
      expect(new Set(written).size, `${max}: ${written.join(' ')}`).toBe(written.length);
    }
  }
});

it('counts what stands on top of each other', () => {
  const points = [{ x: 'a', one: 2, two: 3 }, { x: 'b', one: 4 }, { x: 'c' }];
  expect(stackedMax(points, ['one', 'two'])).toBe(5);
  expect(stackedMax([], ['one'])).toBe(0);
});
