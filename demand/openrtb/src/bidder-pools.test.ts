import { expect, it } from 'vitest';
import { createBidderPools } from './bidder-pools.ts';

it('K2: names that clients make up shut out nobody who is asked', async () => {
  const pools = createBidderPools(1, 10);
  const asked = pools.toFixed('https://dsp.example/bid?a=1');
  for (let at = 0; at < 100; at++) {
    expect(pools.to(`https://made-up-${at}.example/bid`)?.path).toBe('/bid');
    // Whoever is asked all the time keeps its connections.
    expect(pools.toFixed('https://dsp.example/bid?a=1')).toEqual(asked);
  }
  const late = pools.to('https://new.example/bid');
  expect(late?.pool.closed).toBe(false);
  expect(asked?.pool.closed).toBe(false);
  expect(pools.to('no address')).toBeUndefined();
  await pools.close();
});
