import { describe, expect, it } from 'vitest';
import { type FieldsOf, unmapped } from './fields-of.ts';

interface Answer {
  readonly id: string;
  readonly bids?: readonly { readonly price: number; readonly [more: string]: unknown }[];
  readonly times: Readonly<Record<string, { readonly ms: number }>>;
}

const whole: FieldsOf<Answer> = {
  id: 'transaction',
  bids: { price: 'auctionOutcome', '*': 'adAnswer' },
  times: { '*': { ms: 'auctionOutcome' } },
};

// A map that is wrong does not compile; the compiler fails on an expectation that is not met.
({
  id: 'transaction',
  bids: { price: 'auctionOutcome', '*': 'adAnswer' },
  // @ts-expect-error a field that no policy declares
  times: { '*': { ms: 'diary' } },
}) satisfies FieldsOf<Answer>;
// @ts-expect-error a member that no field is named for
({ id: 'transaction', times: { '*': { ms: 'auctionOutcome' } } }) satisfies FieldsOf<Answer>;
({
  id: 'transaction',
  // @ts-expect-error room for more, and no field for it
  bids: { price: 'auctionOutcome' },
  times: { '*': { ms: 'auctionOutcome' } },
}) satisfies FieldsOf<Answer>;
// @ts-expect-error a member that does not exist
({ ...whole, mood: 'adAnswer' }) satisfies FieldsOf<Answer>;
// @ts-expect-error a whole subtree under one field would hide what joins it later
({ ...whole, bids: 'adAnswer' }) satisfies FieldsOf<Answer>;

describe('what leaves, held to its map', () => {
  it('K6: is all mapped where it has the form of its type', () => {
    const answer = { id: '1', bids: [{ price: 1, note: { free: true } }], times: { a: { ms: 3 } } };
    expect(unmapped(answer, whole)).toEqual([]);
    expect(unmapped({ id: '1', bids: [] }, whole)).toEqual([]);
  });

  it('names by its path what the map does not know', () => {
    expect(unmapped({ id: '1', mood: 'good', bids: [{ price: 1 }] }, whole)).toEqual([{ path: 'mood' }]);
  });
});
