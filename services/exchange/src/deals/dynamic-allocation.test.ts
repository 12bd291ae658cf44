import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuctionView,
  drawOf,
  type NonBid,
  type Offer,
  readOfferRules,
  viewImp,
} from '@jianchat/auction';
import { createDirectDemand } from '@jianchat/demand-direct';
import { dealDelivery, deliveredTotalKey, type HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { DealInput, type SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commitOffers } from '../stages/commit.ts';
import { rankImps } from '../stages/rank.ts';
import { snapshotOf } from '../testing/exchange-rig.ts';
import { underDeal } from './check-deal.ts';
import { dealBook } from './deal-book.ts';

const START = Date.parse('2026-11-23T12:00:00Z');
const REQUESTS = 8_000;
const HOURS = 6;
const STEP_MS = (HOURS * 3_600_000) / REQUESTS;
/** An ad is counted so long after its auction. */
const COUNTED_AFTER_MS = 5_000;
const GOAL = 1_600;
const CPM = 1_000_000;

const random = (at: number, stream: number): number => drawOf(stream, at) / 2 ** 32;
/** What others bid for each impression: mostly little, sometimes much, and nothing for one in five. */
const openBids = Array.from({ length: REQUESTS }, (_, at) => {
  if (random(at, 1) < 0.2) return 0;
  const normal = Math.sqrt(-2 * Math.log(random(at, 2) + 1e-9)) * Math.cos(2 * Math.PI * random(at, 3));
  return Math.round(600_000 * Math.exp(0.8 * normal));
});

const line: SnapshotLineItem = {
  id: 'line',
  advertiser: 'adv',
  kind: 'standard',
  priority: 8,
  priceCpmMicros: CPM,
  goal: { metric: 'impressions', amount: GOAL, per: 'lifetime' },
  targeting: {},
  clock: 'advertiser',
  timeZone: 'UTC',
  currency: 'USD',
  startsAtMs: START,
  endsAtMs: START + HOURS * 3_600_000,
  creatives: [
    {
      id: 'c',
      lineItem: 'line',
      kind: 'banner',
      w: 300,
      h: 250,
      html: 'ad',
      clickUrl: 'https://shop.example/',
      advertiserDomains: ['shop.example'],
      enabled: true,
    },
  ],
};
const deal = DealInput.parse({
  id: 'deal',
  kind: 'guaranteed',
  bidders: [{ bidder: 'dsp' }],
  priceCpmMicros: CPM,
  goal: { impressions: GOAL },
  startsAt: new Date(START).toISOString(),
  endsAt: new Date(START + HOURS * 3_600_000).toISOString(),
});
const snapshot = { ...snapshotOf({}), lineItems: [line], deals: [deal] };
const imp = viewImp(
  { id: '1', banner: { format: [{ w: 300, h: 250 }] } },
  { index: 0, placement: 'p', placementFloorMicros: 10_000, placementCurrency: 'USD', currency: 'USD' },
);
const bid = (demand: string, priceMicros: number, dealid?: string): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand,
  seat: demand,
  advertiser: '',
  priceMicros,
  currency: 'USD',
  format: 'banner',
  bid: { id: demand, crid: demand, w: 300, h: 250, ...(dealid !== undefined && { dealid }) },
  adm: '<b>ad</b>',
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allocation-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});

/** Holds the auctions of six hours; gives what was delivered by whom, and what open bids paid. */
async function sell(): Promise<{ delivered: Record<string, number>; revenue: number }> {
  let nowMs = START;
  const demand = createDirectDemand({ hot, now: () => nowMs });
  const book = demand.load(snapshot);
  const deals = dealBook(snapshot, book.deals);
  const rules = readOfferRules({}, { currency: 'USD', blocks: {} });
  const convert = rules.convert;
  const delivered: Record<string, number> = { line: 0, 'deal:deal': 0 };
  const due: { atMs: number; name: string }[] = [];
  let revenue = 0;
  await demand.renew();
  for (const [at, openMicros] of openBids.entries()) {
    nowMs = Math.floor(START + at * STEP_MS);
    while ((due[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
      const { name } = due.shift() ?? { name: '' };
      delivered[name] = (delivered[name] ?? 0) + 1;
      await hot.writeNumbers([[deliveredTotalKey(name, 'impression'), delivered[name] ?? 0]]);
    }
    if (at % 3 === 0) await demand.renew();
    const auction: AuctionView = {
      id: 'a'.repeat(22),
      media: 'm',
      nowMs,
      currency: 'USD',
      country: 'DE',
      deviceType: 'phone',
      traits: { of: () => [] },
      counter: () => undefined,
      seed: drawOf(9, at),
    };
    const nonBids: NonBid[] = [];
    const local = book.offers(imp, auction);
    const offered = deals.offeredTo('dsp', imp, { auction, convert });
    const remote = openMicros === 0 ? [] : [bid('open', openMicros)];
    const dealt = underDeal(bid('dsp', CPM, 'deal'), {
      seat: 'dsp',
      offered,
      book: deals,
      auction,
      convert,
      impressionsMilli: 1000,
    });
    if (offered.length > 0 && typeof dealt !== 'number') remote.push(dealt);
    const rankings = rankImps([imp], {
      local: [[local]],
      remote,
      given: [],
      rules,
      seed: auction.seed,
      preferDeals: false,
      nonBids,
      settle: (_imp, settlement) => local.settle?.(settlement),
      onFault(_offer, fault) {
        throw fault;
      },
    });
    const [winner] =
      commitOffers(rankings, { nonBids, held: new Set(), replace: (_dropped, same) => same })[0]?.standing ??
      [];
    if (winner === undefined) continue;
    if (winner.demand === 'open') revenue += openMicros;
    else
      due.push({
        atMs: nowMs + COUNTED_AFTER_MS,
        name: winner.deal === undefined ? 'line' : dealDelivery(winner.deal),
      });
  }
  for (const { name } of due) delivered[name] = (delivered[name] ?? 0) + 1;
  await demand.close();
  return { delivered, revenue };
}

it('meets the goals of a deal and of a line item together, at what little more than the cheapest impressions cost', async () => {
  const { delivered, revenue } = await sell();
  for (const name of ['line', 'deal:deal']) {
    expect(delivered[name]).toBeLessThanOrEqual(GOAL);
    expect(delivered[name]).toBeGreaterThan(GOAL * 0.98);
  }
  // Who knows all bids beforehand gives the cheapest to those who are owed impressions, and sells the others.
  const optimum = openBids
    .toSorted((a, b) => b - a)
    .slice(0, REQUESTS - 2 * GOAL)
    .reduce((sum, micros) => sum + micros, 0);
  expect(revenue / optimum).toBeGreaterThan(0.97);
  expect(revenue / optimum).toBeLessThanOrEqual(1.01);
}, 60_000);
