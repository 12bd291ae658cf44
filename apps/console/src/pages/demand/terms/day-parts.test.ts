import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayPartsOf, hourOf, hoursOf, isHourly, painted, partsOf, timeOf } from './day-parts.ts';

const week = fc.array(fc.boolean(), { minLength: 168, maxLength: 168 });

describe('the week grid', () => {
  it('comes back as it was painted, whatever is painted', () => {
    fc.assert(
      fc.property(week, (hours) => {
        expect(hoursOf(partsOf(hours) ?? [])).toEqual(hours);
      }),
    );
  });

  it('says working hours in one part', () => {
    const hours = painted(
      Array.from({ length: 168 }, () => false),
      { from: hourOf(5, 17), to: hourOf(1, 9), on: true },
    );
    expect(partsOf(hours)).toEqual([{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }]);
  });

  it('leaves times off the hour to be entered exactly', () => {
    const parts = dayPartsOf([{ days: [7], fromMinute: 570, toMinute: 1440 }]);
    expect(isHourly(parts)).toBe(false);
    expect(parts.map(({ fromMinute, toMinute }) => [timeOf(fromMinute), timeOf(toMinute)])).toEqual([
      ['09:30', '24:00'],
    ]);
    expect(partsOf(hoursOf([]))).toBeUndefined();
  });
});
