import { BUDGET_SPENT, type NonBid, type Offer, viewImp } from '@jianchat/auction';
import { expect, it } from 'vitest';
import { commitOffers } from './commit.ts';

const imp = viewImp(
  { id: '1', banner: { format: [{ w: 300, h: 250 }] } },
  { index: 0, placement: 'p', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
);

it('holds what goes out and nothing else: who stepped in until the next best came gives back at once', () => {
  const held = new Set<string>();
  const offer = (demand: string, priceMicros: number, isSpent = false): Offer => ({
    imp: 0,
    demandKind: 'direct',
    demand,
    seat: 'direct',
    advertiser: demand,
    priceMicros,
    currency: 'USD',
    format: 'banner',
    bid: { id: demand, w: 300, h: 250 },
    adm: undefined,
    clickUrl: '',
    latencyMs: 0,
    reserve() {
      if (isSpent) return BUDGET_SPENT;
      held.add(demand);
      return undefined;
    },
    release: () => held.delete(demand),
    render: () => '',
  });
  const [spent, next, runnerUp] = [offer('spent', 3, true), offer('next', 2), offer('runner-up', 1)];
  const nonBids: NonBid[] = [];
  const committed = commitOffers([{ imp, standing: [spent, runnerUp] }], {
    nonBids,
    held: new Set(),
    replace: (_dropped, rankings) =>
      rankings.map((ranking) => ({ ...ranking, standing: [next, ...ranking.standing] })),
  });
  expect(committed[0]?.standing).toEqual([next, runnerUp]);
  expect([...held]).toEqual(['next']);
  expect(nonBids.map(({ demand, reason }) => [demand, reason])).toEqual([['spent', BUDGET_SPENT]]);
});
