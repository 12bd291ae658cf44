import { compareRanks, drawOf, type Rank } from '@jianchat/auction';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, createBest } from './best-entries.ts';
import type { Entry } from './line-index.ts';

/** Nothing is looked at but where it stands. */
const candidateOf = (tier: Rank['tier'], micros: number): Candidate => ({
  entry: { plan: {} } as Entry,
  rank: { tier, order: 8, micros },
  priceMicros: micros,
  turn: 0,
});
const ranks = fc.tuple(fc.constantFrom<Rank['tier']>(0, 3, 4), fc.integer({ min: 1, max: 6 }));

it('are those that sorting all of them would put first, in whatever order they are seen', () => {
  fc.assert(
    fc.property(fc.array(ranks, { maxLength: 40 }), fc.nat(), (all, seed) => {
      const candidates = all.map(([tier, micros]) => candidateOf(tier, micros));
      const best = createBest(seed);
      for (const candidate of candidates) best.take(candidate);
      const sorted = candidates
        .map((candidate, at) => ({ candidate, draw: drawOf(seed, at) }))
        .sort((a, b) => compareRanks(a.candidate.rank, b.candidate.rank) || a.draw - b.draw)
        .map(({ candidate }) => candidate);
      const places = best.entries();
      expect(places).toHaveLength(Math.min(4, candidates.length));
      for (const [at, candidate] of places.entries()) expect(candidate).toBe(sorted[at]);
    }),
  );
});

it('have a place for an equal one, and none for a worse one once all are taken', () => {
  const best = createBest(1);
  const hasPlace = (tier: Rank['tier'], micros: number) => best.hasPlaceFor({ tier, order: 8, micros });
  expect(hasPlace(3, 1)).toBe(true);
  for (let taken = 0; taken < 4; taken++) best.take(candidateOf(3, 5));
  expect([hasPlace(3, 4), hasPlace(3, 5), hasPlace(3, 6), hasPlace(4, 9), hasPlace(0, 1)]).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
});
