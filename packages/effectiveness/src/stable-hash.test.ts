import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAd, encodePlace, hourOfWeek } from './features.ts';
import { combine, hashText } from './stable-hash.ts';
import { SLOTS, TEMPLATES } from './templates.ts';

const HASHED = {
  creative: 1856137144,
  chinese: -35694929,
  empty: -524484821,
  combined: -1461170474,
  ad: [-2119186602, 1738955637, -1200952508, -1526131871],
};

describe('stable hashes', () => {
  it('are the same in every release: models and logs outlive them', () => {
    expect([hashText('creative-1', 0), hashText('创意', 7), hashText('', 1), combine(1, 2)]).toEqual([
      HASHED.creative,
      HASHED.chinese,
      HASHED.empty,
      HASHED.combined,
    ]);
    const ad = { format: 'banner', advertiser: 'adv', lineItem: 'line', creative: 'cr', size: '' };
    expect([...encodeAd(ad)]).toEqual([...HASHED.ad, 0]);
  });

  it('are never 0 for a text, so that no value looks missing', () => {
    fc.assert(fc.property(fc.string(), fc.integer(), (text, seed) => hashText(text, seed) !== 0));
  });

  it('spread ids over a table evenly', () => {
    const counts = new Array<number>(64).fill(0);
    for (let id = 0; id < 6_400; id++) {
      const bucket = hashText(`line-${id}`, 5) & 63;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    // 100 expected in each; chi-squared of 63 degrees of freedom stays below 120 but once in 50,000.
    expect(counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(120);
  });
});

describe('features', () => {
  it('tell equal texts of two features apart, and a missing value from any', () => {
    const place = encodePlace({ media: 'x', placement: 'x', deviceType: '', os: 'x', country: 'x', atMs: 0 });
    expect(new Set([...place].filter((hash) => hash !== 0)).size).toBe(5);
    expect(place[2]).toBe(0);
  });

  it('name the hour of the week from Monday on', () => {
    expect(hourOfWeek(Date.UTC(2026, 10, 23, 0, 30))).toBe('0');
    expect(hourOfWeek(Date.UTC(2026, 10, 29, 23, 59))).toBe('167');
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(hourOfWeek(odd)).toBe('');
  });
});

describe('templates', () => {
  it('have tables that do not overlap', () => {
    const ranges = TEMPLATES.map(({ base, mask }) => [base, base + mask + 1] as const);
    ranges.forEach(([from], at) => {
      expect(from).toBe(ranges[at - 1]?.[1] ?? 1);
    });
    expect(ranges.at(-1)?.[1]).toBe(SLOTS);
  });
});
