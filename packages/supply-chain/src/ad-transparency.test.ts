import { expect, it } from 'vitest';
import { transparencyFault } from './ad-transparency.ts';

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
