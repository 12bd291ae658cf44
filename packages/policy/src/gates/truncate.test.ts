import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateDegrees, truncateIp } from './truncate.ts';

describe('truncated addresses', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
    ['2001:db8::1', '2001:db8::'],
    ['::1', '::'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['1:2:3:4:5:6:203.0.113.77', '1:2:3::'],
  ])('%s → %s', (address, network) => {
    expect(truncateIp(address)).toBe(network);
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.04',
    '1..2.3',
    '1.2.3.',
    '1.2.3.4.5',
    '1::2::3',
    ':',
    '1:2:3:4:5:6:7',
    'fe80::1%eth0',
    'x'.repeat(5_000),
  ])('%s is no address', (text) => {
    expect(truncateIp(text)).toBeUndefined();
  });

  it('accepts exactly what is an address, gives an address, and changes nothing the second time', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(address, (text) => {
        const network = truncateIp(text);
        expect(network !== undefined).toBe(isIP(text) !== 0 && !text.includes('%'));
        if (network === undefined) return;
        expect(isIP(network)).not.toBe(0);
        expect(truncateIp(network)).toBe(network);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('truncated coordinates', () => {
  it.each([
    [52.520_008, 52.52],
    [-0.127_758, -0.12],
    [-0.001, 0],
    [1e-9, 0],
    [180, 180],
  ])('%d → %d', (degrees, cut) => {
    expect(truncateDegrees(degrees)).toBe(cut);
  });

  it('are the shortest text of the number, cut', () => {
    const cutText = (degrees: number): number => {
      const [whole = '', rest = ''] = String(degrees).split('.');
      return Number(`${whole}.${rest.slice(0, 2)}`) || 0;
    };
    const decimals = fc.integer({ min: -180_000, max: 180_000 }).map((n) => n / 1_000);
    const degrees = fc.oneof(decimals, fc.double({ min: 1e-5, max: 180, noNaN: true }));
    fc.assert(
      fc.property(degrees, (value) => {
        expect(truncateDegrees(value)).toBe(cutText(value));
        expect(truncateDegrees(-value)).toBe(cutText(-value));
      }),
      { numRuns: 2_000 },
    );
    expect(truncateDegrees(0.29)).toBe(0.29);
    expect(truncateDegrees(Number.MAX_VALUE)).toBe(0);
  });

  it('are idempotent and never farther than a hundredth', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        const cut = truncateDegrees(degrees);
        expect(truncateDegrees(cut)).toBe(cut);
        expect(Math.abs(cut - degrees)).toBeLessThan(0.01);
      }),
    );
  });
});
