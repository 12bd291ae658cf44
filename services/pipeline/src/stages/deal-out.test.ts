import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dealOut } from './deal-out.ts';

it('deals an amount out without loss, nobody a micro from its part, and the same again', () => {
  const weights = fc
    .array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 40 })), {
      minLength: 1,
      maxLength: 40,
    })
    .filter((each) => each.some((weight) => weight > 0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), weights, (micros, each) => {
      const shares = dealOut(micros, each);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(micros);
      const total = each.reduce((sum, weight) => sum + BigInt(weight), 0n);
      for (const [at, weight] of each.entries()) {
        const off = BigInt(shares[at] ?? 0) * total - BigInt(micros) * BigInt(weight);
        expect(off < total && -off < total).toBe(true);
      }
      expect(dealOut(micros, each)).toEqual(shares);
    }),
  );
  expect(dealOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(dealOut(2, [1, 0, 5])).toEqual([0, 0, 2]);
});
