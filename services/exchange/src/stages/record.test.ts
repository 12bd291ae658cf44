import { LOST, type NonBid, type Offer, viewImp } from '@jianchat/auction';
import { expect, it } from 'vitest';
import { candidatesOf } from './record.ts';

it('U3: names whoever lost at first and then took the place of another once', () => {
  const imp = viewImp(
    { id: '1', banner: { w: 300, h: 250 } },
    { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
  const common = { imp: 0, demandKind: 'direct', advertiser: 'a', currency: 'USD', latencyMs: 0 } as const;
  const next: Offer = {
    ...common,
    demand: 'next',
    seat: 'jianchat',
    priceMicros: 2,
    format: 'banner',
    bid: { id: '1', crid: 'c' },
    adm: undefined,
    clickUrl: '',
    render: () => '',
  };
  const nonBids: NonBid[] = [
    { ...common, demand: 'first', seat: 'jianchat', creative: 'c', priceMicros: 3, reason: 300 },
    { ...common, demand: 'next', seat: 'jianchat', creative: 'c', priceMicros: 2, reason: LOST },
    { ...common, demand: 'next', seat: 'jianchat', creative: 'other', priceMicros: 1, reason: LOST },
  ];
  const candidates = candidatesOf([next], imp, { nonBids, tellsSizes: false });
  expect(candidates.map(({ demand, creative, reason }) => [demand, creative, reason])).toEqual([
    ['next', 'c', 0],
    ['first', 'c', 300],
    ['next', 'other', 501],
  ]);
});
