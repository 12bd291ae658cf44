import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuctionView, Offer } from '@jianchat/auction';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectDemand } from './direct-demand.ts';
import { auction, imp, line, snapshot } from './testing/scene.ts';
import type { ExpectedValue, SentAd } from './worth.ts';

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exploring-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});

/** Chances per impression by creative, in parts per billion: the best estimate, and what was drawn. */
type Chances = Readonly<Record<string, readonly [best: number, drawn: number]>>;

function demandOf(chances: Chances) {
  const sent: SentAd[] = [];
  const goals: string[] = [];
  const expectedValue: ExpectedValue = {
    of({ creative, goal }) {
      const [chancePpb, rankedPpb] = chances[creative] ?? [];
      if (chancePpb === undefined || rankedPpb === undefined) return undefined;
      goals.push(goal);
      const estimate = { chancePpb, rankedPpb, deviationMilli: 400, exploreBps: 5_000 };
      return { perImpression: rankedPpb / 1e9, estimate };
    },
    sent: (ad) => sent.push(ad),
  };
  const cpa = { cost: { model: 'cpa', conversionMicros: 10_000_000 } as const, conversionHours: 24 };
  const lines = Object.keys(chances).map((creative) => line(creative.slice(0, -2), cpa));
  const book = createDirectDemand({ hot, expectedValue }).load(snapshot(...lines));
  const offers = (floorMicros = 0, more: Partial<AuctionView> = {}): readonly Offer[] =>
    book.offers({ ...imp(), floorMicros }, auction({ converts: true, ...more })).offers;
  return { sent, goals, offers };
}

describe('line items that pay by the conversion', () => {
  it('U2: are ranked by what an impression is expected to bring of conversions', () => {
    const { offers, goals } = demandOf({ 'a-c': [40_000, 40_000], 'b-c': [90_000, 90_000] });
    expect(offers().map(({ demand, priceMicros }) => [demand, priceMicros])).toEqual([
      ['b', 900_000],
      ['a', 400_000],
    ]);
    expect(new Set(goals)).toEqual(new Set(['conversion']));
  });

  it('U2: say when one goes out only to find out, and what it is expected to pay by the best estimate', () => {
    const drawn = demandOf({ 'a-c': [40_000, 120_000], 'b-c': [90_000, 80_000] });
    const [a, b] = drawn.offers();
    expect(a?.reserve?.(b?.priceMicros ?? 0)).toBeUndefined();
    a?.release?.();
    expect(drawn.sent).toEqual([
      { micros: 400, currency: 'USD', explored: true },
      { micros: -400, currency: 'USD', explored: true },
    ]);
  });

  it('say what they are expected to pay in their own currency, whatever the auction is held in', () => {
    const { offers, sent } = demandOf({ 'a-c': [40_000, 120_000] });
    const convert = () => ({ numerator: 150n, denominator: 1n });
    const [a] = offers(0, { currency: 'JPY', convert });
    expect(a?.priceMicros).toBe(180_000_000);
    a?.reserve?.(0);
    expect(sent).toMatchObject([{ micros: 400, currency: 'USD' }]);
  });

  it('count as chosen anyway where the best estimate would have chosen them, too', () => {
    const same = demandOf({ 'a-c': [40_000, 60_000], 'b-c': [90_000, 95_000] });
    const [b, a] = same.offers();
    expect(b?.reserve?.(a?.priceMicros ?? 0)).toBeUndefined();
    expect(same.sent).toEqual([{ micros: 900, currency: 'USD', explored: false }]);
  });

  it('count as explored where only a lucky draw reaches the floor, or goes before what others bid', () => {
    const alone = demandOf({ 'a-c': [40_000, 60_000] });
    alone.offers(500_000)[0]?.reserve?.(0);
    alone.offers()[0]?.reserve?.(450_000);
    alone.offers()[0]?.reserve?.(390_000);
    expect(alone.sent.map(({ explored }) => explored)).toEqual([true, true, false]);
  });
});
