import { buildSnapshot, ImportFile } from '@jianchat/snapshot';
import { expect, it } from 'vitest';
import { unpaidNotes } from './unpaid-lines.ts';

const notesWith = (keys: readonly ('server' | 'page')[], paidBy?: 'any') =>
  unpaidNotes(
    buildSnapshot(
      ImportFile.parse({
        advertisers: [
          {
            id: 'adv',
            name: 'Adv',
            currency: 'EUR',
            conversions: { keys: keys.map((use, at) => ({ use, hash: `${at}`.repeat(64) })) },
          },
        ],
        lineItems: [
          {
            ...{ id: 'bought', advertiser: 'adv', priceCpmMicros: 0 },
            cost: { model: 'cpa', conversionMicros: 5, ...(paidBy && { paidBy }) },
          },
          { id: 'shown', advertiser: 'adv', priceCpmMicros: 1 },
        ],
        creatives: ['bought', 'shown'].map((lineItem) => ({
          ...{ id: `of-${lineItem}`, lineItem, kind: 'banner', w: 300, h: 250, html: '<b>Ad</b>' },
          ...{ clickUrl: 'https://shop.example', advertiserDomains: ['shop.example'] },
        })),
      }),
      { revision: 1, builtAtMs: 0 },
    ),
  );

it('names line items that deliver for nothing, because no key may tell what they pay for', () => {
  expect(notesWith(['page'])).toEqual([expect.stringContaining('these line items pay for: bought (')]);
  expect(notesWith([])).toEqual([expect.stringContaining('bought')]);
  expect([notesWith(['server']), notesWith(['page'], 'any')]).toEqual([[], []]);
});
