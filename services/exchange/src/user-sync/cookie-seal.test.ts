import { expect, it } from 'vitest';
import { createCookieSeal } from './cookie-seal.ts';

const { seal, isSealed } = createCookieSeal(Buffer.alloc(32, 1));

it('K2: is known again unchanged, and nothing else that a browser may send is taken for it', () => {
  const sealed = seal({ optout: true });
  expect(isSealed(sealed)).toBe(true);
  expect(isSealed(createCookieSeal(Buffer.alloc(32, 2)).seal({ optout: true }))).toBe(false);
  expect(isSealed({ ...sealed, optout: false })).toBe(false);
  for (const sig of [
    undefined,
    1,
    '',
    'x'.repeat(22),
    '寛'.repeat(22),
    '\ud800'.repeat(22),
    'x'.repeat(5_000),
  ])
    expect(isSealed({ optout: true, sig })).toBe(false);
});
