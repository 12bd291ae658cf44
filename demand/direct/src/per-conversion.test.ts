import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalBook } from '@jianchat/auction';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectDemand } from './direct-demand.ts';
import { auction, imp, line, snapshot } from './testing/scene.ts';
import type { ExpectedValue } from './worth.ts';

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'per-conversion-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});
const book = (...lines: SnapshotLineItem[]): LocalBook =>
  createDirectDemand({ hot }).load(snapshot(...lines));

describe('line items that pay by the conversion', () => {
  const cpa = line('l', {
    cost: { model: 'cpa', conversionMicros: 50_000_000, kind: 'purchase' },
    conversionHours: 168,
  });

  it('U2: compete with what clicks and their conversions are expected to bring, and pay for neither display nor click', () => {
    expect(book(cpa).offers(imp(), auction({ converts: true })).offers).toMatchObject([
      {
        priceMicros: 1_000_000,
        charge: { impressionCpmMicros: 0, clickMicros: 0 },
        conversion: { withinHours: 168, micros: 50_000_000, paidKind: 'purchase' },
      },
    ]);
  });

  it('U2: compete with what follows views as well, where they pay for it and views may be remembered', () => {
    const asked: string[] = [];
    const expectedValue: ExpectedValue = {
      of({ goal }) {
        asked.push(goal);
        return undefined;
      },
      sent: () => {},
    };
    const rules = { viewHours: 24, viewableOnly: false, serverOnly: true };
    const pays = { ...cpa, conversionRules: { ...rules, viewsCount: true } };
    const goalOf = (of: SnapshotLineItem, remembersViews: boolean) => {
      asked.length = 0;
      const direct = createDirectDemand({ hot, expectedValue }).load(snapshot(of));
      direct.offers(imp(), auction({ converts: true, remembersViews }));
      return asked[0];
    };
    expect(goalOf(pays, true)).toBe('anyConversion');
    expect(goalOf(pays, false)).toBe('conversion');
    expect(goalOf({ ...cpa, conversionRules: { ...rules, viewsCount: false } }, true)).toBe('conversion');
  });

  it('U3: do not run where conversions may not be measured', () => {
    const { offers, nonBids } = book(cpa).offers(imp(), auction());
    expect(offers).toEqual([]);
    expect(nonBids).toMatchObject([{ demand: 'l', reason: 204 }]);
  });
});
