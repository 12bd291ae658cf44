import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillPod, kindsOf } from './fill-pod.ts';
import { viewImp } from './imp-view.ts';
import { lengthFloorMicros } from './length-floor.ts';
import type { Offer } from './offer.ts';
import { podOf } from './pod.ts';
import { TIER } from './priority.ts';
import { rank } from './rank.ts';
import { videoOffer } from './testing/break-scene.ts';

interface Terms {
  dur?: number;
  cat?: string[];
  slotinpod?: number;
  tier?: Exclude<Offer['rank'], undefined>['tier'];
}

const offer = (id: string, priceMicros: number, { tier, ...bid }: Terms = {}): Offer => ({
  ...videoOffer(id, priceMicros, { adomain: [`${id.split('-')[0]}.example`], ...bid }),
  ...(tier !== undefined && { rank: { tier, order: 8, micros: priceMicros } }),
});
const imp = (video: object) =>
  viewImp(
    { id: 'i', video },
    { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
function filled(video: object, offers: readonly Offer[]): readonly string[] {
  const view = imp(video);
  if (view.pod === undefined) throw new Error('no break');
  const ranked = rank(offers, { seed: 1, preferDeals: false });
  return fillPod(ranked, { imp: view, pod: view.pod, taken: new Set() }).map(({ bid }) => bid.id);
}

it.each([
  [undefined, {}, false],
  [undefined, { maxseq: 1 }, false],
  [undefined, { podid: 'p', poddur: 60 }, true],
  [{ secondsMax: 60, adsMax: 20 }, { podid: 'p', poddur: 60 }, false],
  [{ secondsMax: 60, adsMax: 3 }, { poddur: 60, maxseq: 3 }, true],
  [{ secondsMax: Number.POSITIVE_INFINITY, adsMax: 20 }, { maxseq: 1000 }, false],
])('the break is %j', (pod, video, shares) => {
  expect(podOf({ video }, shares)).toEqual(pod);
});

it('U2: is filled with those worth most together, not with the dearest first', () => {
  const offers = [offer('a', 10, { dur: 50 }), offer('b', 6, { dur: 30 }), offer('c', 5, { dur: 30 })];
  expect(filled({ poddur: 60 }, offers)).toEqual(['b', 'c']);
  expect(filled({ poddur: 60, maxseq: 1 }, offers)).toEqual(['a']);
});

it('U2: advertises no domain and no category twice', () => {
  const offers = [
    offer('a-1', 9),
    offer('a-2', 8),
    offer('b', 7, { cat: ['IAB2'] }),
    offer('c', 6, { cat: ['IAB2'] }),
  ];
  expect(filled({ poddur: 90 }, offers)).toEqual(['a-1', 'b']);
});

it('has who goes before all in it first, whatever others pay', () => {
  const offers = [
    offer('a', 50, { dur: 60 }),
    offer('sponsor', 1, { dur: 30, tier: TIER.sponsored }),
    offer('b', 2),
  ];
  expect(filled({ poddur: 60 }, offers)).toEqual(['sponsor', 'b']);
});

it('begins and ends with those who insist on it, and with one of them each', () => {
  const offers = [
    offer('a', 9),
    offer('last', 5, { slotinpod: -1 }),
    offer('last-too', 4, { slotinpod: -1 }),
    offer('first', 3, { slotinpod: 1 }),
    offer('late', 2, { slotinpod: -1 }),
  ];
  expect(filled({ poddur: 90 }, offers)).toEqual(['first', 'a', 'last']);
});

it('counts an ad of unknown length as long as one may be', () => {
  const unknown = ['a', 'b', 'c'].map((id) => {
    const { dur: _dur, ...bid } = offer(id, 5).bid;
    return { ...offer(id, 5), bid };
  });
  expect(filled({ poddur: 60, maxduration: 30 }, unknown)).toHaveLength(2);
  expect(filled({ poddur: 60, rqddurs: [15, 60] }, unknown)).toHaveLength(1);
});

it('makes no room by an ad that says it takes less than nothing', () => {
  const offers = [offer('a', 9, { dur: -600 }), offer('b', 8, { dur: 60 }), offer('c', 7, { dur: 60 })];
  expect(filled({ poddur: 60, maxduration: 60 }, offers)).toEqual(['a']);
});

it('is filled in no time, however many categories bids name and however much they look alike', () => {
  const names = (at: number) => Array.from({ length: 100 }, (_, one) => `${'x'.repeat(1_000)}${at}-${one}`);
  const offers = Array.from({ length: 24 }, (_, at) => {
    const one = offer(`o${at}`, 1_000 + ((at * 37) % 100), { dur: 5 + (at % 3), cat: names(at) });
    return { ...one, bid: { ...one.bid, adomain: names(at) } };
  });
  const before = process.cpuUsage();
  expect(filled({ poddur: 67 }, offers)).toHaveLength(11);
  expect(process.cpuUsage(before).user).toBeLessThan(400_000);
});

it('never breaks its bounds, and is worth no less than the dearest first would be', () => {
  const some = fc.array(
    fc.record({
      price: fc.integer({ min: 1, max: 50 }),
      dur: fc.integer({ min: 5, max: 40 }),
      brand: fc.nat(6),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(
      some,
      fc.integer({ min: 10, max: 120 }),
      fc.integer({ min: 2, max: 5 }),
      (drawn, poddur, maxseq) => {
        const offers = drawn.map(({ price, dur, brand }, at) => offer(`${brand}-${at}`, price, { dur }));
        const view = imp({ poddur, maxseq });
        if (view.pod === undefined) throw new Error('no break');
        const ranked = rank(offers, { seed: 1, preferDeals: false });
        const chosen = fillPod(ranked, { imp: view, pod: view.pod, taken: new Set() });
        const kinds = chosen.flatMap(kindsOf);
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(chosen.length).toBeLessThanOrEqual(maxseq);
        expect(sum(chosen.map(({ bid }) => bid.dur ?? 0))).toBeLessThanOrEqual(poddur);
        expect(sum(chosen.map(worth))).toBeGreaterThanOrEqual(sum(greedy(ranked, poddur, maxseq).map(worth)));
      },
    ),
  );
});

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const worth = ({ priceMicros }: Offer): number => priceMicros + 1;

function greedy(ranked: readonly Offer[], seconds: number, ads: number): readonly Offer[] {
  const chosen: Offer[] = [];
  const taken = new Set<string>();
  let left = seconds;
  for (const one of ranked) {
    if (chosen.length === ads || (one.bid.dur ?? 0) > left || kindsOf(one).some((kind) => taken.has(kind)))
      continue;
    chosen.push(one);
    left -= one.bid.dur ?? 0;
    for (const kind of kindsOf(one)) taken.add(kind);
  }
  return chosen;
}

it.each([
  [0, {}, 30],
  [3_000_000, { mincpmpersec: 0.1 }, 30],
  [100_000, { mincpmpersec: 0.1 }, undefined],
  [
    5_000_000,
    {
      durfloors: [
        { mindur: 16, maxdur: 30, bidfloor: 5 },
        { maxdur: 15, bidfloor: 2 },
      ],
    },
    30,
  ],
  [
    2_000_000,
    {
      durfloors: [
        { mindur: 16, maxdur: 30, bidfloor: 5 },
        { maxdur: 15, bidfloor: 2 },
      ],
    },
    15,
  ],
  [0, { durfloors: [{ mindur: 16, bidfloor: 5 }] }, undefined],
  [4_500_000, { mincpmpersec: 0.15, durfloors: [{ bidfloor: 2 }] }, 30],
])('asks %d micros under %j of an ad of %s seconds', (micros, terms, seconds) => {
  expect(lengthFloorMicros(terms, seconds)).toBe(micros);
});
