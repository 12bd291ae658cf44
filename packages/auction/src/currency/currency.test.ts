import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversionOver, NO_CONVERSION, readConversion, readRateTable } from './conversion.ts';
import { parseDecimal } from './decimal.ts';
import { convertMicros, rateOf } from './rate.ts';

const table = (value: unknown) => {
  const reading = readRateTable(value);
  if (!reading.ok) throw new Error(reading.message);
  return reading.table;
};

describe('decimals', () => {
  it.each([
    [0.1, 1n, 1],
    [1.25e-7, 125n, 9],
    [3e21, 3_000_000_000_000_000_000_000n, 0],
    ['0.50', 5n, 1],
    [12, 12n, 0],
  ])('%s is exact', (value, digits, scale) => {
    expect(parseDecimal(value)).toEqual({ digits, scale });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '1x', 1e300, 1e-300, null, true])(
    '%s is none',
    (value) => {
      expect(parseDecimal(value)).toBeUndefined();
    },
  );
});

describe('conversion', () => {
  it('rounds half up to whole micros, and never drifts further than half of one', () => {
    const rate = (value: number) => {
      const decimal = parseDecimal(value);
      if (decimal === undefined) throw new Error('no rate');
      return rateOf(decimal);
    };
    expect(convertMicros(1, rate(0.5))).toBe(1);
    expect(convertMicros(3, rate(0.49))).toBe(1);
    expect(convertMicros(290_000, rate(0.1))).toBe(29_000);
    expect(convertMicros(Number.MAX_SAFE_INTEGER, rate(2))).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.integer({ min: 1, max: 10 ** 6 }), (micros, thousandths) => {
        const converted = convertMicros(micros, rate(thousandths / 1000)) ?? -1;
        expect(Math.abs(converted * 1000 - micros * thousandths)).toBeLessThanOrEqual(500);
      }),
    );
  });

  it('goes straight, back, and over a third currency; the first table that knows wins', () => {
    const convert = conversionOver([
      table({ USD: { EUR: 0.8 } }),
      table({ USD: { EUR: 0.5, JPY: 150, GBP: 0.75 } }),
    ]);
    const micros = (from: string, to: string) => {
      const rate = convert(from, to);
      return rate && convertMicros(1_000_000, rate);
    };
    expect(micros('USD', 'EUR')).toBe(800_000);
    expect(micros('EUR', 'USD')).toBe(1_250_000);
    expect(micros('JPY', 'GBP')).toBe(5_000);
    expect(micros('CHF', 'CHF')).toBe(1_000_000);
    expect(micros('CHF', 'USD')).toBeUndefined();
  });

  it('is the request’s own rates before the host’s, and only its own where it says so', () => {
    const host = table({ USD: { EUR: 0.5, JPY: 150 } });
    const knows = (value: Parameters<typeof readConversion>[0], to: string) => {
      const reading = readConversion(value, host);
      return reading.ok ? reading.conversion('USD', to)?.numerator : reading.message;
    };
    expect(knows(undefined, 'EUR')).toBe(5n);
    expect(knows({ rates: { USD: { EUR: 0.9 } } }, 'EUR')).toBe(9n);
    expect(knows({ rates: { USD: { EUR: 0.9 } } }, 'JPY')).toBe(150n);
    expect(knows({ rates: { USD: { EUR: 0.9 } }, usepbsrates: false }, 'JPY')).toBeUndefined();
    expect(knows({ usepbsrates: false }, 'JPY')).toBe(
      'Required custom currency rates field is null or empty.',
    );
    expect(knows({ rates: { USDX: {} } }, 'JPY')).toBe('currency code USDX is not recognized or malformed');
    expect(knows({ rates: { USD: { EUR: 0 } } }, 'EUR')).toBe(
      'currency code EUR is not recognized or malformed',
    );
    expect(NO_CONVERSION('USD', 'EUR')).toBeUndefined();
  });
});
