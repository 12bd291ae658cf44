import { expect, it } from 'vitest';
import { codeOfBid, readAlternateCodes } from './alternate-codes.ts';

const read = readAlternateCodes({
  enabled: true,
  bidders: {
    acme: { enabled: true, allowedbiddercodes: ['groupm'] },
    OPEN: { enabled: true, allowedbiddercodes: ['*'] },
    off: { enabled: false, allowedbiddercodes: ['*'] },
  },
});

it.each([
  ['acme', 'groupm', 'groupm'],
  ['acme', 'ACME', 'acme'],
  ['acme', undefined, 'acme'],
  ['open', 'any', 'any'],
  ['off', 'seat-1', 'off'],
  ['other', 'seat-1', 'other'],
])('%s with seat %s bids as %s', (bidder, seat, code) => {
  expect(codeOfBid({ bidder, seat }, read)).toEqual({ ok: true, code });
});

it('refuses a code that is not allowed', () => {
  expect(codeOfBid({ bidder: 'acme', seat: 'x' }, read)).toEqual({
    ok: false,
    message: 'invalid biddercode "x" sent by adapter "acme"',
  });
  expect(readAlternateCodes({ enabled: false, bidders: { acme: { enabled: true } } }).allowed.size).toBe(0);
});
