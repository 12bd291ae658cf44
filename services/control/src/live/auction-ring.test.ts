import { describe, expect, it } from 'vitest';
import { sampleAuction } from '../testing/sample-auction.ts';
import { createAuctionRing } from './auction-ring.ts';

describe('the ring of newest auctions', () => {
  it('keeps the newest, newest first, and forgets the rest', () => {
    const ring = createAuctionRing(3);
    expect(ring.newest(10, null)).toEqual([]);
    for (const id of ['a', 'b', 'c', 'd']) ring.add(sampleAuction({ id }));
    expect(ring.newest(10, null).map(({ id }) => id)).toEqual(['d', 'c', 'b']);
    expect(ring.newest(1, null).map(({ id }) => id)).toEqual(['d']);
    expect(ring.get('a')).toBeUndefined();
    expect(ring.get('b')?.id).toBe('b');
  });

  it('tells accounts apart', () => {
    const ring = createAuctionRing(4);
    ring.add(sampleAuction({ id: 'a', account: 'one' }));
    ring.add(sampleAuction({ id: 'b', account: 'two' }));
    expect(ring.newest(10, 'one').map(({ id }) => id)).toEqual(['a']);
  });

  it('finds the later record of an id that came twice until that one leaves', () => {
    const ring = createAuctionRing(2);
    ring.add(sampleAuction({ id: 'a', atMs: 1 }));
    ring.add(sampleAuction({ id: 'a', atMs: 2 }));
    ring.add(sampleAuction({ id: 'b' }));
    expect(ring.get('a')?.atMs).toBe(2);
    ring.add(sampleAuction({ id: 'c' }));
    expect(ring.get('a')).toBeUndefined();
  });
});
