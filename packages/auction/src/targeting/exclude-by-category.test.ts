import { describe, expect, it } from 'vitest';
import type { Offer } from '../offer.ts';
import { excludeByCategory } from './exclude-by-category.ts';
import { readTargeting } from './targeting-rules.ts';

const offer = (id: string, cpm: number, changes: Partial<Offer['bid']> = {}): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: 'acme',
  seat: 'acme',
  advertiser: '',
  priceMicros: cpm * 1e6,
  currency: 'USD',
  format: 'video',
  bid: { id, cat: ['IAB1-1'], dur: 28, ...changes },
  adm: '<VAST/>',
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});

function exclude(offers: readonly Offer[], targeting: Record<string, unknown>, seed = 7) {
  const reading = readTargeting(targeting);
  if (!reading.ok || reading.rules?.categories === undefined) throw new Error('no categories');
  const { labels, refused } = excludeByCategory(offers, {
    rules: reading.rules,
    categories: reading.rules.categories,
    lookup: ({ adServer, publisher, category }) =>
      category === 'IAB9' ? undefined : `${adServer}${publisher}-${category}`,
    seed,
    isOutstream: (offer) => offer.bid.id.startsWith('outstream'),
  });
  return {
    labels: Object.fromEntries([...labels].map(([{ bid }, label]) => [bid.id, label])),
    refused: refused.map(({ offer: { bid }, reason, text }) => [bid.id, reason, text.split('reason: ')[1]]),
  };
}
const withCategory = { includebrandcategory: { withcategory: true, primaryadserver: 1, publisher: 'p' } };

describe('competitive exclusion', () => {
  it('labels price, translated category and length, and keeps the dearest of a category', () => {
    expect(
      exclude([offer('a', 2), offer('b', 3.17), offer('c', 1, { cat: ['IAB2'] })], {
        ...withCategory,
        durationrangesec: [30, 15],
        appendbiddernames: true,
      }),
    ).toEqual({
      labels: { b: '3.10_freewheelp-IAB1-1_30s_acme', c: '1.00_freewheelp-IAB2_30s_acme' },
      refused: [['a', 300, 'Bid was deduplicated']],
    });
  });

  it('refuses what has no category, none that is known, or is too long', () => {
    const refused = exclude(
      [offer('a', 1, { cat: [] }), offer('b', 1, { cat: ['IAB9'] }), offer('c', 1, { dur: 31 })],
      { ...withCategory, durationrangesec: [15, 30] },
    );
    expect(refused.labels).toEqual({});
    expect(refused.refused).toEqual([
      ['a', 303, 'Bid did not contain a category'],
      ['b', 303, "Category mapping file for primary ad server: 'freewheel', publisher: 'p' not found"],
      ['c', 300, 'Bid duration exceeds maximum allowed'],
    ]);
  });

  it('without categories goes by price and length; without translation takes IAB’s', () => {
    const two = [offer('a', 1), offer('b', 1, { dur: 15 })];
    expect(exclude(two, { includebrandcategory: {} }).labels).toEqual({ a: '1.00_28s', b: '1.00_15s' });
    const own = { includebrandcategory: { withcategory: true, translatecategories: false } };
    expect(exclude([offer('a', 1)], own).labels).toEqual({ a: '1.00_IAB1-1_28s' });
  });

  it('prices a video outside a stream by the granularity of its own', () => {
    const targeting = {
      includebrandcategory: {},
      mediatypepricegranularity: { video: 'low', 'video-outstream': 'high' },
    };
    expect(exclude([offer('a', 2.57), offer('outstream', 2.57)], targeting).labels).toEqual({
      a: '2.50_28s',
      outstream: '2.57_28s',
    });
  });

  it('draws between equal prices, either way by the seed', () => {
    const left = new Set<string>();
    for (let seed = 0; seed < 40; seed++)
      left.add(Object.keys(exclude([offer('a', 1), offer('b', 1)], withCategory, seed).labels).join());
    expect([...left].sort()).toEqual(['a', 'b']);
  });

  it('is refused for an ad server nobody knows', () => {
    expect(readTargeting({ includebrandcategory: { withcategory: true, primaryadserver: 9 } })).toMatchObject(
      {
        ok: false,
      },
    );
  });
});
