import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMicros, parseCpm, toCpm } from './price.ts';

describe('CPM prices', () => {
  it('become exact micros', () => {
    expect([0.29, 1.1, 0.000001, 12.345678, 0].map(parseCpm)).toEqual([290_000, 1_100_000, 1, 12_345_678, 0]);
  });

  it('refuse what is no price', () => {
    for (const value of [Number.NaN, -0.01, Number.POSITIVE_INFINITY, 100_000.01, '1', null, undefined, {}])
      expect(parseCpm(value)).toBeUndefined();
  });

  it('survive the way out and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        (micros) => parseCpm(toCpm(micros)) === micros,
      ),
      { numRuns: 2000 },
    );
  });

  it('print with a fixed number of decimals', () => {
    expect(formatMicros(1_500_000, 2)).toBe('1.50');
    expect(formatMicros(5_000, 2)).toBe('0.01');
    expect(formatMicros(1_999_999, 0)).toBe('2');
    expect(formatMicros(1, 8)).toBe('0.00000100');
  });
});
