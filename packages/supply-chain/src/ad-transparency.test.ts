import { describe, expect, it } from 'vitest';
import { toldTransparency, transparencyFault } from './ad-transparency.ts';

const long = 'x'.repeat(101);
it.each([
  [undefined, undefined, undefined],
  [{ dsarequired: 0 }, undefined, undefined],
  [{ dsarequired: 1 }, undefined, undefined],
  [{ dsarequired: 2 }, undefined, 'missing'],
  [{ dsarequired: 3 }, undefined, 'missing'],
  [{ dsarequired: 3 }, {}, undefined],
  [undefined, { behalf: long }, 'behalfTooLong'],
  [undefined, { paid: long }, 'paidTooLong'],
  [{ dsarequired: 2, pubrender: 0 }, { adrender: 0 }, 'nobodyRenders'],
  [{ dsarequired: 2, pubrender: 0 }, { adrender: 1 }, undefined],
  [{ dsarequired: 2, pubrender: 1 }, { adrender: 0 }, undefined],
  [{ dsarequired: 2, pubrender: 2 }, { adrender: 1 }, 'bothRender'],
  [{ dsarequired: 2, pubrender: 2 }, { adrender: 0 }, undefined],
  [{ dsarequired: 2, pubrender: 0 }, { adrender: 'no' }, undefined],
])('S8: transparency asked for as %j and given as %j: %s', (asked, given, fault) => {
  expect(transparencyFault(asked, given)).toBe(fault);
});

describe('what of our own ads is told', () => {
  const given = { behalf: 'Shop', paid: 'Shop', adrender: 1 };
  it.each([
    ['nothing where nobody asks', undefined, undefined],
    ['all where the publisher may or must get it', { datatopub: 2 }, given],
    ['all where it says nothing of it', { dsarequired: 1 }, given],
    ['only who shows it where it wants none', { datatopub: 0 }, { adrender: 1 }],
  ])('is %s', (_case, asked, told) => {
    expect(toldTransparency(asked, given)).toEqual(told);
  });
});
