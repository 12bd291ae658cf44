import { expect, it } from 'vitest';
import { openCountryLookup } from './ip-country.ts';

const lookUp = await openCountryLookup();

it.each([
  ['84.140.1.1', 'DE'],
  ['::ffff:84.140.1.1', 'DE'],
  ['::FFFF:84.140.1.1', 'DE'],
  ['2003:e5::1', 'DE'],
  // What says nothing of a place must not make a law milder.
  ['203.0.113.77', undefined],
  ['2001:db8::1', undefined],
  ['127.0.0.1', undefined],
  ['10.1.2.3', undefined],
  ['::1', undefined],
  ['84.140.1', undefined],
  ['', undefined],
  ['somewhere', undefined],
])('%s is in %s', (ip, country) => {
  expect(lookUp(ip)).toBe(country);
});
