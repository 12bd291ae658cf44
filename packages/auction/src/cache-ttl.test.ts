import { expect, it } from 'vitest';
import { cacheTtl } from './cache-ttl.ts';

it.each([
  [{ bid: 30, imp: 90, request: 5, account: 7 }, 90],
  [{ bid: 90, imp: 30, request: 5, account: 7 }, 90],
  [{ bid: 0, imp: 30, request: 5, account: 7 }, 90],
  [{ bid: undefined, imp: -1, request: 5, account: 7 }, 65],
  [{ bid: undefined, imp: undefined, request: 0, account: 7 }, 67],
  [{ bid: undefined, imp: undefined, request: undefined, account: undefined }, undefined],
])('of %j is %s', (sources, seconds) => {
  expect(cacheTtl(sources)).toBe(seconds);
});
