import { expect, it } from 'vitest';
import type { Offer } from './offer.ts';
import { separatePods } from './separate-pod.ts';
import { videoOffer as offer, slot } from './testing/break-scene.ts';

const winners = (of: readonly { standing: readonly Offer[] }[]) =>
  of.map(({ standing }) => standing[0]?.bid.id);

it('U2: ads of one break advertise different things, the dearest place chooses first', () => {
  const pod = { podid: 'p', poddur: 60 };
  const rankings = separatePods([
    { imp: slot(0, pod), standing: [offer('car', 5), offer('shoe', 4)] },
    { imp: slot(1, pod), standing: [offer('car', 9, { cat: ['IAB2'] }), offer('tea', 1)] },
    { imp: slot(2, pod), standing: [offer('van', 3, { cat: ['IAB2'] })] },
    { imp: slot(3, { podid: '' }), standing: [offer('car', 2)] },
  ]);
  expect(winners(rankings)).toEqual(['shoe', 'car', undefined, 'car']);
  expect(rankings.map(({ spare }) => spare.map(({ bid }) => bid.id))).toEqual([['car'], [], ['van'], []]);
});

it('U2: ads of one break are together no longer than it is', () => {
  const pod = { podid: 'p', poddur: 40 };
  const rankings = separatePods([
    { imp: slot(0, pod), standing: [offer('long', 5, { dur: 30 })] },
    { imp: slot(1, pod), standing: [offer('too-long', 4, { dur: 15 }), offer('short', 3, { dur: 6 })] },
  ]);
  expect(winners(rankings)).toEqual(['long', 'short']);
});

it('a break of places and of an imp for the rest of it advertises nothing twice', () => {
  const rankings = separatePods([
    { imp: slot(0, { podid: 'p' }), standing: [offer('car', 9), offer('tea', 1)] },
    {
      imp: slot(1, { podid: 'p', poddur: 30, maxseq: 2 }),
      standing: [offer('car', 8), offer('tea', 5), offer('shoe', 4)],
    },
  ]);
  expect(rankings.map(({ standing }) => standing.map(({ bid }) => bid.id))).toEqual([
    ['car', 'tea'],
    ['tea', 'shoe'],
  ]);
});

it('stored answers stand as they are', () => {
  const stored = [offer('a', 2), offer('b', 1)].map((one) => ({ ...one, stored: true }));
  const whole = [{ imp: slot(0, { poddur: 20, maxseq: 2 }), standing: stored }];
  expect(separatePods(whole)).toEqual(whole.map((one) => ({ ...one, spare: [] })));
});
