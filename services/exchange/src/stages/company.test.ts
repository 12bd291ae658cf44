import { type ImpView, type NonBid, type Offer, readOfferRules, viewImp } from '@jianchat/auction';
import { describe, expect, it } from 'vitest';
import { commitOffers } from './commit.ts';
import { createCompany } from './company.ts';
import type { Ranking } from './rank.ts';
import { type ReplaceOffer, replaceOffers } from './replace-offer.ts';

const imp = (index: number): ImpView =>
  viewImp(
    { id: String(index), banner: { format: [{ w: 1, h: 1 }] } },
    { index, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
const offer = (demand: string, changes: Partial<Offer> = {}): Offer => ({
  imp: 0,
  demandKind: 'direct',
  demand,
  seat: 'jianchat',
  advertiser: demand,
  priceMicros: 1_000_000,
  currency: 'USD',
  format: 'banner',
  bid: { id: demand, crid: `${demand}-c` },
  adm: undefined,
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
  ...changes,
});
const outside = (demand: string, priceMicros: number): Offer =>
  offer(demand, { demandKind: 'openrtb', seat: demand, advertiser: '', priceMicros });
function commit(...standings: Offer[][]) {
  return commitWith((_dropped, rankings) => rankings, ...standings);
}
function commitWith(replace: ReplaceOffer, ...standings: Offer[][]) {
  const nonBids: NonBid[] = [];
  const rankings: Ranking[] = standings.map((standing, index) => ({ imp: imp(index), standing }));
  const left = commitOffers(rankings, { nonBids, held: new Set(), replace }).map(({ standing }) =>
    standing.map(({ demand }) => demand),
  );
  return { left, reasons: nonBids.map(({ demand, reason }) => [demand, reason]) };
}

describe('competitors', () => {
  it('are not shown in one request; ads of one advertiser are', () => {
    const company = createCompany();
    company.add(offer('volta', { labels: ['cars', 'electric'] }));
    expect(company.reasonAgainst(offer('diesel', { labels: ['cars'] }))).toBe(525);
    expect(company.reasonAgainst(offer('shoes', { labels: ['sport'] }))).toBeUndefined();
    expect(company.reasonAgainst(offer('plain'))).toBeUndefined();
    expect(company.reasonAgainst(offer('other', { advertiser: 'volta', labels: ['cars'] }))).toBeUndefined();
  });
});

describe('a roadblock', () => {
  const road = offer('road', { roadblock: 'all' });

  it('takes all imps', () => {
    expect(commit([road, outside('dsp', 1)], [road]).left).toEqual([['road', 'dsp'], ['road']]);
  });

  it('or none, and leaves them to the next', () => {
    const { left, reasons } = commit([road, outside('dsp', 1)], [outside('dsp', 9), road]);
    expect(left).toEqual([['dsp'], ['dsp']]);
    expect(reasons).toEqual([
      ['road', 526],
      ['road', 526],
    ]);
  });

  it('none where its budget ends in between', () => {
    let left = 1;
    const poor = offer('road', { roadblock: 'all', reserve: () => (left-- > 0 ? undefined : 503) });
    expect(commit([poor], [{ ...poor }, outside('dsp', 1)]).left).toEqual([[], ['dsp']]);
  });

  it('of companions follows where one of them has won', () => {
    const companion = offer('pair', { roadblock: 'companion' });
    const open = offer('open');
    expect(commit([companion], [open, companion], [open]).left).toEqual([
      ['pair'],
      ['pair', 'open'],
      ['open'],
    ]);
    expect(commit([open, companion], [open, companion]).left[0]).toEqual(['open', 'pair']);
  });
});

describe('what is dropped at the last moment', () => {
  const rules = readOfferRules({}, { currency: 'USD', blocks: {} });
  const bidsOfSeat = () => Number.POSITIVE_INFINITY;
  /** Local demand whose offers stand in this order. */
  const localOf = (...offers: Offer[]) => ({
    offers,
    again: (reasonAgainst: (each: Offer) => unknown) =>
      offers.filter((each) => reasonAgainst(each) === undefined),
  });
  const sized = (demand: string, changes: Partial<Offer> = {}): Offer =>
    offer(demand, { bid: { id: demand, crid: `${demand}-c`, w: 1, h: 1 }, ...changes });

  it('is followed by the next best of its demand, before others that stand lower', () => {
    const poor = sized('poor', { reserve: () => 503 });
    const next = sized('next', { priceMicros: 900_000 });
    const replace = replaceOffers({ local: [[localOf(poor, next)]], rules, bidsOfSeat });
    const { left, reasons } = commitWith(replace, [poor, outside('dsp', 1)]);
    expect(left).toEqual([['next', 'dsp']]);
    expect(reasons).toEqual([['poor', 503]]);
  });

  it('is followed by nobody who competes with what stands beside it', () => {
    const poor = sized('poor', { reserve: () => 503 });
    const rival = sized('rival', { labels: ['cars'] });
    const beside = sized('beside', { imp: 1, labels: ['cars'] });
    const replace = replaceOffers({ local: [[localOf(poor, rival)], [localOf(beside)]], rules, bidsOfSeat });
    expect(commitWith(replace, [poor], [beside]).left).toEqual([[], ['beside']]);
  });

  describe('of a break', () => {
    const pod = viewImp(
      { id: '0', video: { poddur: 30, maxseq: 2 } },
      { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
    );
    const film = (demand: string, changes: Partial<Offer> = {}): Offer =>
      offer(demand, { format: 'video', lengthSec: 15, ...changes });
    const poor = (demand: string) => film(demand, { reserve: () => 503 });
    const hold = (standing: Offer[], spare: Offer[], seatMost = bidsOfSeat()) => {
      const nonBids: NonBid[] = [];
      const [left] = commitOffers([{ imp: pod, standing, spare }], {
        nonBids,
        held: new Set(),
        replace: replaceOffers({ local: [], rules, bidsOfSeat: () => seatMost }),
      });
      return {
        left: left?.standing.map(({ demand }) => demand),
        reasons: Object.fromEntries(nonBids.map(({ demand, reason }) => [demand, reason])),
      };
    };

    it('is followed by who stood by and fits, of any demand, and by the next where that fails, too', () => {
      const long = film('long', { lengthSec: 30 });
      const dsp = { ...outside('dsp', 1), lengthSec: 15 };
      expect(hold([film('a'), poor('b')], [long, poor('c'), dsp, film('late')])).toEqual({
        left: ['a', 'dsp'],
        reasons: { b: 503, c: 503, long: 501, late: 501 },
      });
    });

    it('stays empty where all fail, or a seat has as many as it may', () => {
      const spare = [poor('c'), poor('d'), poor('e')];
      expect(hold([film('a'), poor('b')], spare).left).toEqual(['a']);
      expect(hold([film('a'), poor('b')], [film('c')], 1).left).toEqual(['a']);
      const many = Array.from({ length: 30 }, (_, at) => poor(`p${at}`));
      expect(hold([film('a'), poor('b')], [...many, film('last')]).left).toEqual(['a']);
    });
  });

  it('gives back what it had reserved, and its places to others', () => {
    let held = 0;
    const road = (imp: number, empty: boolean): Offer =>
      sized('road', {
        imp,
        roadblock: 'all',
        reserve: () => (empty ? 503 : void held++),
        release: () => void held--,
      });
    const roads = [road(0, false), road(1, true)] as const;
    const fills = [sized('fill'), sized('fill', { imp: 1 })] as const;
    const replace = replaceOffers({
      local: [[localOf(roads[0], fills[0])], [localOf(roads[1], fills[1])]],
      rules,
      bidsOfSeat,
    });
    expect(commitWith(replace, [roads[0]], [roads[1]]).left).toEqual([['fill'], ['fill']]);
    expect(held).toBe(0);
  });
});

it('U2: whoever wins by priority leaves nothing dearer in the answer', () => {
  const sponsor = offer('sponsor', { rank: { tier: 0, order: 8, micros: 1 } });
  const { left, reasons } = commit([sponsor, outside('dear', 9_000_000), outside('cheap', 10)]);
  expect(left).toEqual([['sponsor', 'cheap']]);
  expect(reasons).toEqual([['dear', 527]]);
});
