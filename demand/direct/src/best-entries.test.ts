import { drawOf } from '@jianchat/auction';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBest } from './best-entries.ts';
import type { Entry } from './line-index.ts';

/** Only the price of an entry's line item is looked at. */
const entryOf = (priceCpmMicros: number): Entry => ({ line: { priceCpmMicros } }) as Entry;

it('are those that sorting all of them would put first, in whatever order they are seen', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 40 }), fc.nat(), (prices, seed) => {
      const entries = prices.map(entryOf);
      const best = createBest(seed);
      for (const entry of entries) best.take(entry);
      const sorted = entries
        .map((entry, at) => ({ entry, draw: drawOf(seed, at) }))
        .sort((a, b) => b.entry.line.priceCpmMicros - a.entry.line.priceCpmMicros || a.draw - b.draw)
        .map(({ entry }) => entry);
      const places = best.entries();
      expect(places).toHaveLength(Math.min(4, entries.length));
      for (const [at, entry] of places.entries()) expect(entry).toBe(sorted[at]);
    }),
  );
});

it('have a place for an equal entry, and none for a cheaper one once all are taken', () => {
  const best = createBest(1);
  expect(best.hasPlaceFor(entryOf(1))).toBe(true);
  for (let taken = 0; taken < 4; taken++) best.take(entryOf(5));
  expect([4, 5, 6].map((price) => best.hasPlaceFor(entryOf(price)))).toEqual([false, true, true]);
});
