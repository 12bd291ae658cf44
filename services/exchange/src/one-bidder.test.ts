import type { Offer } from '@jianchat/auction';
import { expect, it } from 'vitest';
import { offerFaults } from './one-bidder.ts';

it('U2: gives back what an offer with a fault holds, once, and nothing of one that holds nothing', () => {
  const released: string[] = [];
  const offer = (id: string) => ({ bid: { id }, release: () => released.push(id) }) as unknown as Offer;
  const [winner, second] = [offer('winner'), offer('second')];
  const onFault = offerFaults(
    { nonBids: [], messages: { error: () => undefined } as never, held: new Set([winner]) },
    { counters: { count: () => undefined, countCall: () => undefined }, onFault: () => undefined },
  );
  for (const each of [second, winner, winner]) onFault(each, new Error('planted'));
  expect(released).toEqual(['winner']);
});
