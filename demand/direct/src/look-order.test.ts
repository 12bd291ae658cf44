import { expect, it } from 'vitest';
import { lookAt } from './look-order.ts';

/** Bits of every third place. */
function bitsOf(count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil((count * 3) / 32) + 1);
  for (let at = 0; at < count; at++) {
    const word = (at * 3) >> 5;
    bits[word] = (bits[word] ?? 0) | (1 << ((at * 3) & 31));
  }
  return bits;
}
function looked(count: number, { seed = 1, until = Number.POSITIVE_INFINITY } = {}) {
  const places: number[] = [];
  const passedOver = lookAt(bitsOf(count), seed, (place) => places.push(place / 3) < until);
  return { places, passedOver };
}
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

it('looks at all of them in order, until nobody further down is needed', () => {
  for (const count of [0, 1, 33, 128, 129, 256])
    expect(looked(count)).toEqual({ places: upTo(count), passedOver: 0 });
  for (const until of [5, 128, 200])
    expect(looked(256, { until })).toEqual({ places: upTo(until), passedOver: 0 });
});

it('of more than it may look at always the first, and each of the others in its turn', () => {
  const turns = new Map<number, number>();
  for (let seed = 0; seed < 2_000; seed++) {
    const { places, passedOver } = looked(640, { seed });
    expect([places.length, new Set(places).size, passedOver]).toEqual([256, 256, 384]);
    expect(places.slice(0, 128)).toEqual(upTo(128));
    for (const place of places.slice(128)) turns.set(place, (turns.get(place) ?? 0) + 1);
  }
  // A quarter of the requests each.
  expect(turns.size).toBe(512);
  expect(Math.min(...turns.values())).toBeGreaterThan(400);
  expect(Math.max(...turns.values())).toBeLessThan(600);
});
