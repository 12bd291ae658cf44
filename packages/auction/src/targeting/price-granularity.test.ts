import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GRANULARITY, priceBucket, readGranularity } from './price-granularity.ts';

const bucket = (granularity: unknown, cpm: number): string => {
  const reading = readGranularity(granularity);
  if (!reading.ok) throw new Error(reading.message);
  return priceBucket(Math.round(cpm * 1e6), reading.granularity);
};

describe('price buckets', () => {
  it.each([
    ['low', 1.87, '1.50'],
    ['low', 5.01, '5.00'],
    ['med', 1.87, '1.80'],
    ['medium', 0.05, '0.00'],
    ['med', 25, '20.00'],
    ['high', 1.879, '1.87'],
    ['auto', 1.87, '1.85'],
    ['auto', 5.99, '5.90'],
    ['auto', 11.3, '11.00'],
    ['dense', 0.876, '0.87'],
    ['dense', 5.72, '5.70'],
    ['dense', 19.99, '19.50'],
    // In floating point 0.3 / 0.1 is 2.999…, which would fall to 0.20.
    ['med', 0.3, '0.30'],
    ['med', 1.1, '1.10'],
  ])('%s: %d is %s', (granularity, cpm, text) => {
    expect(bucket(granularity, cpm)).toBe(text);
  });

  it('are those of medium where none are named', () => {
    expect(bucket({ precision: 4, ranges: [] }, 1.15)).toBe('1.10');
  });

  it('follow custom ranges and precision', () => {
    const custom = {
      precision: 4,
      ranges: [
        { max: 1, increment: 0.0005 },
        { min: 2, max: 4, increment: 1 },
      ],
    };
    expect(bucket(custom, 0.0014)).toBe('0.0010');
    expect(bucket(custom, 3.7)).toBe('3.0000');
    expect(bucket(custom, 9)).toBe('4.0000');
    expect(bucket(custom, 1.5)).toBe('');
  });

  it.each([
    [{ precision: -1, ranges: [{ max: 1, increment: 1 }] }, 'precision must be non-negative'],
    [{ precision: 16, ranges: [{ max: 1, increment: 1 }] }, 'precision of more than 15'],
    [{ ranges: 'none' }, 'the range list is no list'],
    [
      {
        ranges: [
          { max: 2, increment: 1 },
          { max: 1, increment: 1 },
        ],
      },
      'range list must be ordered',
    ],
    [{ ranges: [{ max: 1, increment: 0 }] }, 'increment must be a nonzero positive number'],
    ['tiny', 'the name is not known'],
    [7, 'a name or an object'],
  ])('refuse %j', (granularity, message) => {
    const reading = readGranularity(granularity);
    expect(reading).toMatchObject({ ok: false });
    expect(reading.ok ? '' : reading.message).toContain(message);
  });

  it('never exceed the price, nor fall short by an increment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (micros) => {
        const text = Math.round(Number(priceBucket(micros, DEFAULT_GRANULARITY)) * 1e6);
        expect(text).toBeLessThanOrEqual(micros);
        expect(micros - text).toBeLessThan(100_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throw on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => typeof readGranularity(value).ok === 'boolean'),
      {
        numRuns: 1000,
      },
    );
  });
});
