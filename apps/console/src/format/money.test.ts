import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, formatMoney, microsOf } from './money.ts';

const en = { locale: 'en' };

describe('formatMoney', () => {
  it('writes micros as an amount of their currency', () => {
    expect(formatMoney(1_234_560_000, 'USD', en)).toBe('$1,234.56');
    expect(formatMoney(0, 'USD', en)).toBe('$0.00');
    expect(formatMoney(-2_500_000, 'EUR', en)).toBe('-€2.50');
  });

  it('keeps four digits of what is less than one unit, because CPMs are small', () => {
    expect(formatMoney(1_700, 'USD', en)).toBe('$0.0017');
    expect(formatMoney(500_000, 'USD', en)).toBe('$0.50');
    expect(formatMoney(985_500, 'USD', en)).toBe('$0.99');
  });

  it('writes a plain number where no currency is named', () => {
    expect(formatMoney(0, '', en)).toBe('0.00');
  });

  it('shortens large amounts only where asked to', () => {
    expect(formatMoney(45_200_000_000, 'USD', { ...en, compact: true })).toBe('$45.2K');
    expect(formatMoney(45_200_000_000, 'USD', en)).toBe('$45,200.00');
    expect(formatMoney(9_999_000_000, 'USD', { ...en, compact: true })).toBe('$9,999.00');
  });
});

describe('amounts in forms', () => {
  it('refuses what is no amount of zero or more', () => {
    for (const text of ['', 'x', '-1', '1,5', '1.1234567', '1e3', '.5'])
      expect(microsOf(text)).toBeUndefined();
    expect(microsOf(' 1.25 ')).toBe(1_250_000);
  });

  it('gives back the micros it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900_000_000_000_000 }), (micros) => {
        expect(microsOf(decimalOf(micros))).toBe(micros);
      }),
    );
  });
});
