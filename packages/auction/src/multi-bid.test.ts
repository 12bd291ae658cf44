import { expect, it } from 'vitest';
import { readMultiBids } from './multi-bid.ts';

it('reads what each bidder may bid more than once, and says what it does not take', () => {
  const { rules, warnings } = readMultiBids([
    { bidder: 'a', maxbids: 3, targetbiddercodeprefix: 'pre' },
    { bidders: ['b', 'a'], maxbids: 20, targetbiddercodeprefix: 'no' },
    { bidder: 'c' },
    { maxbids: 0 },
  ]);
  expect([...rules]).toEqual([
    ['a', { bidsMax: 3, codePrefix: 'pre' }],
    ['b', { bidsMax: 9, codePrefix: '' }],
  ]);
  expect(warnings).toEqual([
    'ext.prebid.multibid[1]: invalid maxbids value, using 9',
    'ext.prebid.multibid[1]: ignoring targetbiddercodeprefix, which goes with one bidder only',
    'ext.prebid.multibid[1]: multibid already defined for a, ignoring this instance',
    'ext.prebid.multibid[2]: maxbids is not defined, the entry is ignored',
    'ext.prebid.multibid[3]: invalid maxbids value, using 1',
    'ext.prebid.multibid[3]: bidder(s) not specified',
  ]);
});
