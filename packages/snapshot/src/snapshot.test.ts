import { expect, it } from 'vitest';
import { buildSnapshot, ImportFile } from './index.ts';

it('names all line items of an order, also those that do not run: what they spent is spent', () => {
  const line = (id: string, enabled: boolean) => ({ id, advertiser: 'a', order: 'o', enabled });
  const config = ImportFile.parse({
    advertisers: [{ id: 'a', name: 'A' }],
    orders: [{ id: 'o', advertiser: 'a', budgetTotalMicros: 9 }],
    lineItems: [
      line('l-1', true),
      line('l-2', false),
      { ...line('l-3', true), archived: true },
      { id: 'alone', advertiser: 'a' },
    ],
    creatives: ['l-1', 'l-3'].map((lineItem) => ({
      id: `c-${lineItem}`,
      lineItem,
      kind: 'banner',
      w: 300,
      h: 250,
      html: 'ad',
      clickUrl: 'https://shop.example/',
      advertiserDomains: ['shop.example'],
    })),
  });
  const { lineItems } = buildSnapshot(config, { revision: 1, builtAtMs: 0 });
  expect(lineItems.map(({ id, order }) => ({ id, order }))).toEqual([
    { id: 'l-1', order: { id: 'o', budgetTotalMicros: 9, lineItems: ['l-1', 'l-2', 'l-3'] } },
  ]);
});

it('lets conversions be reported by entered and issued keys, and of nobody who has none', () => {
  const hash = (digit: string) => digit.repeat(64);
  const config = ImportFile.parse({
    advertisers: [
      { id: 'a', name: 'A', conversions: { keys: [{ use: 'page', hash: hash('1') }], kinds: ['trial'] } },
      { id: 'b', name: 'B' },
      { id: 'c', name: 'C', conversions: { kinds: ['trial'] } },
      { id: 'd', name: 'D', enabled: false },
    ],
  });
  const issued = [{ use: 'server' as const, hash: hash('2') }];
  const issuedKeys = { a: issued, b: issued, d: issued };
  expect(buildSnapshot(config, { revision: 1, builtAtMs: 0, issuedKeys }).conversions).toEqual({
    a: { keys: [{ use: 'page', hash: hash('1') }, ...issued], kinds: ['trial'] },
    b: { keys: issued },
  });
});

it('U7: holds conversions that are paid for to servers’ keys unless something else was said, and to no views', () => {
  const hash = '1'.repeat(64);
  const cpa = { model: 'cpa' as const, conversionMicros: 5 };
  const rulesOf = (own: object, line: object) => {
    const config = ImportFile.parse({
      advertisers: [{ id: 'a', name: 'A', conversions: { keys: [{ use: 'page', hash }], ...own } }],
      lineItems: [{ id: 'l', advertiser: 'a', ...line }],
      creatives: [
        {
          ...{ id: 'c', lineItem: 'l', kind: 'banner', w: 300, h: 250, html: 'ad' },
          ...{ clickUrl: 'https://shop.example/', advertiserDomains: ['shop.example'] },
        },
      ],
    });
    return buildSnapshot(config, { revision: 1, builtAtMs: 0 }).lineItems[0]?.conversionRules;
  };
  expect(rulesOf({}, { cost: cpa })).toEqual({ serverOnly: true });
  expect(rulesOf({}, {})).toEqual({ serverOnly: false });
  expect(rulesOf({ paidBy: 'any' }, { cost: cpa })).toEqual({ serverOnly: false });
  expect(rulesOf({ paidBy: 'any' }, { cost: { ...cpa, paidBy: 'server' } })).toEqual({ serverOnly: true });
  const views = { viewHours: 24, viewableOnly: true };
  expect(rulesOf(views, {})).toEqual({ ...views, viewsCount: false, serverOnly: false });
  expect(rulesOf(views, { viewHours: 0 })).toEqual({ serverOnly: false });
  expect(rulesOf(views, { viewHours: 2, viewableOnly: false, viewsCount: true })).toEqual({
    ...{ viewHours: 2, viewableOnly: false, viewsCount: true, serverOnly: false },
  });
});

it('takes no bidder under a name that means something else, and no address for a domain', () => {
  const bidder = { endpoint: 'https://a.example/', contract: 'c' };
  const media = { id: 'm', account: 'a', kind: 'site' };
  const faultsOf = (file: object) =>
    ImportFile.safeParse(file).error?.issues.map(({ path }) => path.join('.')) ?? [];
  expect(faultsOf({ bidders: [{ ...bidder, id: 'Jianchat' }] })).toEqual(['bidders.0.id']);
  expect(faultsOf({ media: [{ ...media, domain: 'https://a.example/' }] })).toEqual(['media.0.domain']);
  expect(faultsOf({ bidders: [{ ...bidder, id: 'a' }], media: [{ ...media, domain: 'a.example' }] })).toEqual(
    [],
  );
});
