import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalBook, PAR } from '@jianchat/auction';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectDemand } from './direct-demand.ts';
import { auction, imp, line, snapshot } from './testing/scene.ts';

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'currency-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});
const book = (...lines: SnapshotLineItem[]): LocalBook =>
  createDirectDemand({ hot }).load(snapshot(...lines));
const names = (of: LocalBook, view = imp(), at = auction()) =>
  of.offers(view, at).offers.map(({ demand }) => demand);

describe('line items in another currency than the auction', () => {
  const euros = (changes: Partial<SnapshotLineItem> = {}) => line('euros', { currency: 'EUR', ...changes });
  /** A euro is two dollars. */
  const rates = (from: string, to: string) => {
    if (from === to) return PAR;
    return from === 'EUR' ? { numerator: 2n, denominator: 1n } : { numerator: 1n, denominator: 2n };
  };
  const rated = auction({ convert: rates });

  it('compete at the rate, and are charged in their own [U2]', () => {
    const of = book(line('dollars', { priceCpmMicros: 1_500_000 }), euros());
    const { offers } = of.offers(imp(), rated);
    expect(offers.map(({ demand, priceMicros, currency }) => [demand, priceMicros, currency])).toEqual([
      ['euros', 2_000_000, 'USD'],
      ['dollars', 1_500_000, 'USD'],
    ]);
    expect(offers.map(({ bidPrice }) => bidPrice)).toEqual([
      { micros: 1_000_000, currency: 'EUR' },
      undefined,
    ]);
    expect(names(of)).toEqual(['dollars']);
  });

  it('are held to the floor at the rate', () => {
    const { offers, nonBids } = book(euros()).offers({ ...imp(), floorMicros: 2_000_001 }, rated);
    expect([offers.length, nonBids.map(({ priceMicros }) => priceMicros)]).toEqual([0, [2_000_000]]);
    expect(names(book(euros()), { ...imp(), floorMicros: 2_000_000 }, rated)).toEqual(['euros']);
  });

  it('keep their places however many there are of each currency', () => {
    const cheap = Array.from({ length: 8 }, (_, at) => line(`d-${at}`, { priceCpmMicros: 1_900_000 }));
    expect(names(book(...cheap, euros()), imp(), rated)[0]).toBe('euros');
  });
});
