import { type AuctionView, drawOf, NO_TRAITS, viewImp } from '@jianchat/auction';
import type { Rotation, SnapshotLineItem } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { blockedLines } from './blocked-lines.ts';
import type { Entry } from './line-index.ts';
import { turnOf } from './rotation.ts';

const imp = viewImp(
  { id: '1', banner: {} },
  { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
);
const auction = (seed: number): AuctionView => ({
  id: '',
  media: 'm',
  nowMs: 0,
  currency: 'USD',
  country: '',
  deviceType: 'phone',
  traits: NO_TRAITS,
  counter: () => undefined,
  seed,
});

/** How often each of three creatives is chosen in a thousand auctions. */
function chosen(rotation: Rotation, { shown = 0, rates = [] }: { shown?: number; rates?: number[] } = {}) {
  const creatives = ['a', 'b', 'c'].map((id) => ({ id }));
  const line = { id: 'l', rotation, creatives } as unknown as SnapshotLineItem;
  const counts = [0, 0, 0];
  for (let seed = 0; seed < 1_000; seed++) {
    const turns = creatives.map((creative, place) =>
      turnOf({ plan: { line }, ready: { creative }, place } as unknown as Entry, imp, {
        auction: auction(drawOf(9, seed)),
        size: '',
        worth: { rateTold: () => rates[place] },
        frequency: { timesShown: () => shown },
      }),
    );
    const at = turns.indexOf(Math.max(...turns));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('the creatives of a line item', () => {
  it('take turns evenly', () => {
    for (const count of chosen({ mode: 'even' })) expect(Math.abs(count - 333)).toBeLessThan(60);
  });

  it('take turns by their weights', () => {
    const [a = 0, b = 0, c = 0] = chosen({ mode: 'weighted', weights: { a: 6, b: 3 } });
    for (const [count, wanted] of [
      [a, 600],
      [b, 300],
      [c, 100],
    ] as const)
      expect(Math.abs(count - wanted)).toBeLessThan(60);
  });

  it.each([0, 1, 2, 3, 7])('follow one another for who saw the line item %d times', (shown) => {
    const counts = chosen({ mode: 'sequential' }, { shown });
    expect(counts[shown % 3]).toBe(1_000);
  });

  it('give way to the one that brings most, and take turns where nothing is known', () => {
    expect(chosen({ mode: 'optimised' }, { rates: [0.001, 0.004, 0.002] })).toEqual([0, 1_000, 0]);
    for (const count of chosen({ mode: 'optimised' })) expect(count).toBeGreaterThan(250);
  });
});

it('are kept away from media that do not want their advertiser or label', () => {
  const media = [
    {
      id: 'm',
      account: 'a',
      kind: 'site' as const,
      domain: 'd',
      timeZone: 'UTC',
      enabled: true,
      blocks: { advertisers: ['rival'], labels: ['gambling'] },
    },
  ];
  const blocked = blockedLines({ media });
  const line = (advertiser: string, labels?: string[]) => ({ advertiser, labels }) as SnapshotLineItem;
  expect(blocked(line('rival'), 'm')).toBe(true);
  expect(blocked(line('rival'), 'other')).toBe(false);
  expect(blocked(line('shop', ['gambling', 'sport']), 'm')).toBe(true);
  expect(blocked(line('shop', ['sport']), 'm')).toBe(false);
});
