import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Offer } from './offer.ts';
import { rank } from './rank.ts';

const offer = (demand: string, priceMicros: number): Offer => ({
  imp: 0,
  demandKind: 'direct',
  demand,
  seat: demand,
  advertiser: '',
  priceMicros,
  currency: 'USD',
  format: 'banner',
  bid: { id: demand },
  adm: undefined,
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});

describe('ranking', () => {
  it('U2: puts the highest price first, whatever the seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 }),
        fc.integer(),
        (prices, seed) => {
          const ranked = rank(
            prices.map((price, at) => offer(String(at), price)),
            { seed, preferDeals: false },
          );
          expect(ranked.map(({ priceMicros }) => priceMicros)).toEqual([...prices].sort((a, b) => b - a));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('orders equal prices the same for the same seed', () => {
    const offers = ['a', 'b', 'c', 'd'].map((demand) => offer(demand, 5));
    expect(rank(offers, { seed: 42, preferDeals: false })).toEqual(
      rank(offers, { seed: 42, preferDeals: false }),
    );
  });

  it('puts deals first where they are preferred, and by price among themselves', () => {
    const deal = (id: string, price: number): Offer => ({ ...offer(id, price), bid: { id, dealid: id } });
    const offers = [offer('a', 9), deal('b', 2), deal('c', 3)];
    const order = (preferDeals: boolean) =>
      rank(offers, { seed: 1, preferDeals }).map(({ demand }) => demand);
    expect(order(true)).toEqual(['c', 'b', 'a']);
    expect(order(false)).toEqual(['a', 'c', 'b']);
  });

  it('lets equal prices win about equally often', () => {
    const offers = ['a', 'b', 'c', 'd'].map((demand) => offer(demand, 5));
    const wins = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const first = rank(offers, { seed: Math.imul(seed, 0x9e3779b1), preferDeals: false })[0]?.demand ?? '';
      wins.set(first, (wins.get(first) ?? 0) + 1);
    }
    for (const count of wins.values()) expect(count).toBeGreaterThan(800);
    expect(wins.size).toBe(4);
  });
});
