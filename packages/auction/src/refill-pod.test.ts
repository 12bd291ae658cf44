import { expect, it } from 'vitest';
import type { Offer } from './offer.ts';
import { refillPod } from './refill-pod.ts';
import { separatePods } from './separate-pod.ts';
import { videoOffer as offer, slot } from './testing/break-scene.ts';

type Rankings = ReturnType<typeof separatePods>;
const names = (of: readonly { standing: readonly Offer[] }[]) =>
  of.map(({ standing }) => standing.map(({ bid }) => bid.id));
const without = (rankings: Rankings, index: number, id: string): Rankings =>
  rankings.map((one) =>
    one.imp.index === index ? { ...one, standing: one.standing.filter(({ bid }) => bid.id !== id) } : one,
  );
const anybody = { index: 0, mayJoin: () => true };

it('the best that stood by and fits takes the place of an ad that failed', () => {
  const imp = slot(0, { poddur: 45, maxseq: 3 });
  const ranked = separatePods([
    {
      imp,
      standing: [
        offer('long', 9, { dur: 30 }),
        offer('shoe', 8),
        offer('twin', 7, { adomain: ['shoe.example'] }),
        offer('too-long', 6, { dur: 40 }),
        offer('tea', 5),
        offer('milk', 4),
        offer('last', 3),
      ],
    },
  ]);
  expect(names(ranked)).toEqual([['shoe', 'tea', 'milk']]);
  const failed = without(ranked, 0, 'shoe');
  expect(names(refillPod(failed, anybody))).toEqual([['tea', 'milk', 'twin']]);
  const both = without(failed, 0, 'milk');
  expect(names(refillPod(both, anybody))).toEqual([['tea', 'long']]);
  expect(names(refillPod(both, { index: 0, mayJoin: ({ bid }) => bid.id === 'last' }))).toEqual([
    ['tea', 'last'],
  ]);
  expect(refillPod(both, anybody)[0]?.spare.map(({ bid }) => bid.id)).toEqual(['twin', 'too-long', 'last']);
});

it('keeps one ad at each end, and no more ads than the break has', () => {
  const standing = [
    offer('first', 9, { slotinpod: 1 }),
    offer('also-first', 8, { slotinpod: 1 }),
    offer('tea', 7),
    offer('milk', 6),
  ];
  const ranked = separatePods([{ imp: slot(0, { poddur: 90, maxseq: 2 }), standing }]);
  expect(names(ranked)).toEqual([['first', 'tea']]);
  expect(names(refillPod(without(ranked, 0, 'tea'), anybody))).toEqual([['first', 'milk']]);
  expect(names(refillPod(without(ranked, 0, 'first'), anybody))).toEqual([['also-first', 'tea']]);
});

it('in a place of a break the next one has to go beside the others', () => {
  const pod = { podid: 'p', poddur: 30 };
  const ranked = separatePods([
    {
      imp: slot(0, pod),
      standing: [offer('car', 9), offer('tea', 8), offer('long', 7, { dur: 30 }), offer('milk', 6)],
    },
    { imp: slot(1, pod), standing: [offer('tea', 5), offer('car', 4)] },
  ]);
  expect(names(ranked)).toEqual([
    ['car', 'tea', 'long', 'milk'],
    ['tea', 'car'],
  ]);
  const left = refillPod(without(ranked, 0, 'car'), anybody);
  expect(names(left)).toEqual([['milk'], ['tea', 'car']]);
  expect(left[0]?.spare.map(({ bid }) => bid.id)).toEqual(['tea', 'long']);
  const empty = refillPod(without(left, 0, 'milk'), anybody);
  expect(names(empty)).toEqual([[], ['tea', 'car']]);
  const free = without(without(empty, 1, 'tea'), 1, 'car');
  expect(names(refillPod(free, anybody))).toEqual([['tea'], []]);
});
