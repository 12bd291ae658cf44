import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuctionView, drawOf, type ImpView, type LocalBook, viewImp } from '@jianchat/auction';
import { deliveredTotalKey, type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { Imp } from '@jianchat/openrtb';
import type { SnapshotLineItem } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectDemand } from './direct-demand.ts';
import { auction, creative, HERE, imp, line, NOW, snapshot, traitsOf } from './testing/scene.ts';

let folder: string;
let hot: HotState;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'direct-'));
  hot = openLmdbHot({ path: folder });
});
afterAll(async () => {
  await hot.close();
  await rm(folder, { recursive: true });
});
const book = (...lines: SnapshotLineItem[]): LocalBook =>
  createDirectDemand({ hot }).load(snapshot(...lines));
const names = (of: LocalBook, view = imp(), at = auction()) =>
  of.offers(view, at).offers.map(({ demand }) => demand);

describe('line items', () => {
  it('are offered the dearest first, with what an answer needs', () => {
    const { offers } = book(line('cheap', { priceCpmMicros: 5 }), line('dear')).offers(imp(), auction());
    expect(offers.map(({ demand }) => demand)).toEqual(['dear', 'cheap']);
    expect(offers[0]).toMatchObject({
      seat: 'jianchat',
      advertiser: 'adv',
      priceMicros: 1_000_000,
      clickUrl: 'https://shop.example/',
      bid: { w: 300, h: 250, mtype: 1, crid: 'dear-c', cid: 'dear', adomain: ['shop.example'] },
    });
  });

  it.each<[string, Partial<SnapshotLineItem>]>([
    ['of another place', { targeting: { placements: ['p-2'] } }],
    ['of other media', { targeting: { media: ['m-2'] } }],
    ['of this placement but other media', { targeting: { placements: ['p-1'], media: ['m-2'] } }],
    ['of another country', { targeting: { countries: ['FR'] } }],
    ['of another device', { targeting: { deviceTypes: ['tv'] } }],
    ['not yet begun', { startsAtMs: NOW + 1 }],
    ['ended', { endsAtMs: NOW }],
    ['in another currency', { currency: 'EUR' }],
    ['of another size', { creatives: [creative('c', { w: 728, h: 90 })] }],
  ])('%s are not offered', (_what, changes) => {
    expect(names(book(line('l', changes)))).toEqual([]);
  });

  it('that name this placement, media, country and device are', () => {
    const targeting = {
      placements: ['p-1'],
      media: ['m-1'],
      countries: ['DE'],
      deviceTypes: ['phone' as const],
    };
    expect(names(book(line('l', { targeting })))).toEqual(['l']);
  });

  it('aimed at a country are not offered where the country is unknown', () => {
    const nowhere = auction({ traits: traitsOf({ ...HERE, country: [] }) });
    expect(names(book(line('l', { targeting: { countries: ['DE'] } })), imp(), nowhere)).toEqual([]);
  });

  it('are found behind any number of dearer ones that are aimed elsewhere', () => {
    const elsewhere = Array.from({ length: 2_000 }, (_, at) =>
      line(`far-${at}`, { priceCpmMicros: 2_000_000, targeting: { where: { country: ['FR', 'BR'] } } }),
    );
    expect(names(book(...elsewhere, line('here', { targeting: { where: { country: ['DE'] } } })))).toEqual([
      'here',
    ]);
  });

  it('that are more than are looked at have their turn, and it is told that others were passed over', () => {
    let passed = 0;
    const many = Array.from({ length: 400 }, (_, at) => line(`same-${at}`));
    const demand = createDirectDemand({ hot, onPassedOver: (ads) => (passed += ads) });
    const of = demand.load(snapshot(...many));
    const offered = new Set<string>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const name of names(of, imp(), auction({ seed }))) offered.add(name);
    expect(offered.size).toBe(400);
    expect(passed).toBe(2_000 * (400 - 256));
  });

  it('whose rule no index holds are asked one by one', () => {
    const where = { not: { keyValue: ['mood=grim'] } };
    const of = book(line('l', { targeting: { where } }));
    expect(names(of)).toEqual(['l']);
    const grim = auction({ traits: traitsOf({ ...HERE, keyValue: ['mood=grim'] }) });
    expect(names(of, imp(), grim)).toEqual([]);
  });

  it('below the floor are named with the reason', () => {
    const answer = book(line('l')).offers(imp({ bidfloor: 2 }), auction());
    expect(answer.offers).toEqual([]);
    expect(answer.nonBids).toMatchObject([{ demand: 'l', reason: 301 }]);
  });

  it('of one price take turns', () => {
    const both = book(line('a'), line('b'));
    const first = new Set<string | undefined>();
    for (let seed = 0; seed < 50; seed++) first.add(names(both, imp(), auction({ seed }))[0]);
    expect(first).toEqual(new Set(['a', 'b']));
  });
});

/** A book whose leases are there, and how to let time pass. */
async function held(...lines: SnapshotLineItem[]) {
  let nowMs = NOW;
  const demand = createDirectDemand({ hot, now: () => nowMs });
  const of = demand.load(snapshot(...lines));
  await demand.renew();
  const sellOn = (view: ImpView, changes: Partial<AuctionView> = {}) => {
    const [offer] = of.offers(view, auction({ nowMs, ...changes })).offers;
    return offer?.reserve?.(0) === undefined ? offer : undefined;
  };
  return {
    of,
    sell: (changes: Partial<AuctionView> = {}) => sellOn(imp(), changes),
    sellOn,
    reasons: () => of.offers(imp(), auction({ nowMs })).nonBids.map(({ demand: id, reason }) => [id, reason]),
    async pass(ms: number) {
      nowMs += ms;
      await demand.renew();
    },
  };
}
const times = (count: number, sell: () => unknown) =>
  Array.from({ length: count }, sell).filter((sold) => sold !== undefined).length;

describe('budgets', () => {
  it('spent in hot state keep a line item out', async () => {
    await hot.writeNumbers([
      [spentTotalKey('total'), 999_500],
      [spentDayKey('daily', '2026-11-23'), 999_500],
      [spentDayKey('tomorrow', '2026-11-24'), 999_500],
    ]);
    const { of, reasons } = await held(
      line('total', { budgetTotalMicros: 1_000_000 }),
      line('daily', { budgetDailyMicros: 1_000_000 }),
      line('tomorrow', { budgetDailyMicros: 1_000_000 }),
    );
    expect(names(of)).toEqual(['tomorrow']);
    expect(reasons()).toEqual([
      ['total', 503],
      ['daily', 503],
    ]);
  });

  it('are not exceeded by ads that went out and are not charged yet', async () => {
    const { sell } = await held(line('tight', { budgetTotalMicros: 5_000 }));
    // Half of what is left goes to whoever asks, the rest with the next renewals.
    expect(times(20, sell)).toBe(2);
  });

  it('are spent to the last impression, and no further, as leases are renewed', async () => {
    const { sell, pass } = await held(line('last', { budgetTotalMicros: 5_000 }));
    let sold = 0;
    for (let round = 0; round < 10; round++) {
      sold += times(20, sell);
      await pass(1_000);
    }
    expect(sold).toBe(5);
  });

  it('and goals bear what a public screen stands for, to the micro', async () => {
    const screen = { ...imp(), impressionsMilli: 12_345 };
    const goal = { metric: 'impressions', amount: 40, per: 'lifetime' } as const;
    const money = await held(line('screened', { budgetTotalMicros: 50_000 }));
    const people = await held(line('watched', { kind: 'pricePriority', goal }));
    const sold = { money: 0, people: 0 };
    for (let round = 0; round < 10; round++) {
      sold.money += times(20, () => money.sellOn(screen));
      sold.people += times(20, () => people.sellOn(screen));
      await money.pass(1_000);
      await people.pass(1_000);
    }
    // Four displays cost 49,380 micros, a fifth would be more than there is; thirteen people each, a fourth display would be too many.
    expect(sold).toEqual({ money: 4, people: 3 });
    expect(times(20, () => money.sell())).toBe(0);
  });

  it('are given free when an ad that went out is never shown', async () => {
    const { sell, pass } = await held(line('once', { budgetTotalMicros: 1_000 }));
    expect(sell()).toBeDefined();
    expect(sell()).toBeUndefined();
    await pass(54_000);
    expect(sell()).toBeUndefined();
    await pass(12_000);
    expect(sell()).toBeDefined();
  });

  it('of an order hold for all its line items together', async () => {
    const order = { id: 'o', budgetTotalMicros: 3_000 };
    await hot.writeNumbers([[spentTotalKey('o-2'), 2_000]]);
    const { sell } = await held(line('o-1', { order }), line('o-2', { order }));
    expect(times(20, sell)).toBe(1);
  });

  it('of an order are spent also by line items that run no more', async () => {
    const order = { id: 'p', budgetTotalMicros: 3_000, lineItems: ['p-1', 'p-2'] };
    await hot.writeNumbers([[spentTotalKey('p-2'), 2_000]]);
    const { sell } = await held(line('p-1', { order }));
    expect(times(20, sell)).toBe(1);
  });

  it('of an order are left to clicks that they can still pay for', async () => {
    const cost = { model: 'cpc', clickMicros: 200_000 } as const;
    const order = { id: 'q', budgetTotalMicros: 1_000_000, lineItems: ['q-1', 'q-2'] };
    await hot.writeNumbers([[spentTotalKey('q-2'), 800_001]]);
    const { sell } = await held(line('q-1', { order, cost }));
    expect(sell()).toBeUndefined();
  });

  it('paid by the click compete with what clicks bring, and are charged by them', async () => {
    await hot.writeNumbers([
      [deliveredTotalKey('click', 'impression'), 9_000],
      [deliveredTotalKey('click', 'click'), 99],
    ]);
    const { of, sell } = await held(
      line('click', { priceCpmMicros: 0, cost: { model: 'cpc', clickMicros: 200_000 } }),
      line('cheaper', { priceCpmMicros: 1_900_000 }),
    );
    expect(names(of)).toEqual(['click', 'cheaper']);
    // A hundred clicks in ten thousand: one in a hundred.
    expect(sell()).toMatchObject({
      priceMicros: 2_000_000,
      charge: { impressionCpmMicros: 0, clickMicros: 200_000 },
    });
  });

  it('U2: paid by the day compete with what the day is expected to show, and begin no day that a budget does not bear', async () => {
    const flat = line('flat', {
      cost: { model: 'flat', dayMicros: 2_000, expectedImpressions: 2 },
      budgetTotalMicros: 5_000,
      order: { id: 'o-flat', budgetTotalMicros: 6_000, lineItems: ['flat', 'gone'] },
    });
    await hot.writeNumbers([
      [spentTotalKey('flat'), 2_000],
      [spentTotalKey('gone'), 1_000],
    ]);
    const { sell, reasons, pass } = await held(flat);
    // Asked for, its day is held out of the order's budget from the next renewal on.
    expect(sell()).toBeUndefined();
    await pass(1_000);
    expect(sell()).toMatchObject({
      priceMicros: 1_000_000,
      charge: { impressionCpmMicros: 0, clickMicros: 0, dayMicros: 2_000 },
    });
    // Today is paid for: it goes on, whatever is left.
    await hot.writeNumbers([
      [spentTotalKey('flat'), 4_000],
      [spentDayKey('flat', '2026-11-23'), 2_000],
    ]);
    await pass(1_000);
    expect(times(3, sell)).toBe(3);
    await pass(86_400_000);
    expect(reasons()).toEqual([['flat', 503]]);
    // A budget bears another day, the order does not.
    await hot.writeNumbers([
      [spentTotalKey('flat'), 3_000],
      [spentTotalKey('gone'), 1_001],
    ]);
    await pass(1_000);
    expect(reasons()).toEqual([['flat', 503]]);
    await hot.writeNumbers([[spentTotalKey('gone'), 1_000]]);
    await pass(1_000);
    expect(sell()).toBeUndefined();
    await pass(1_000);
    expect(sell()).toBeDefined();
  });
});

describe('time', () => {
  const allDay = { days: [1, 2, 3, 4, 5, 6, 7] };

  it.each([
    ['advertiser', 'Asia/Tokyo', 0],
    ['media', 'UTC', 1],
  ] as const)('of day is that of the %s', async (clock, timeZone, shown) => {
    // 12:00 in UTC is 21:00 in Tokyo.
    const dayParts = [{ ...allDay, fromMinute: 11 * 60, toMinute: 13 * 60 }];
    const { sell, reasons } = await held(line('noon', { clock, timeZone, dayParts }));
    expect(times(1, sell)).toBe(shown);
    if (shown === 0) expect(reasons()).toEqual([['noon', 522]]);
  });

  it('spreads a daily budget: ahead of it, a line item waits', async () => {
    await hot.writeNumbers([[spentDayKey('even', '2026-11-23'), 50_000_000]]);
    const even = { budgetDailyMicros: 100_000_000, pacing: { mode: 'even', catchUp: true } } as const;
    const { sell, reasons, pass } = await held(line('even', even));
    expect(reasons()).toEqual([['even', 520]]);
    await pass(60_000);
    expect(sell()).toBeDefined();
  });

  it('U2: a goal that is reached ends its line item, one that is missed puts it before all others', async () => {
    const week = { startsAtMs: NOW - 86_400_000, endsAtMs: NOW + 86_400_000 };
    const goal = { metric: 'impressions', amount: 1_000, per: 'lifetime' } as const;
    await hot.writeNumbers([[deliveredTotalKey('done', 'impression'), 1_000]]);
    const { of, sell } = await held(
      line('done', { kind: 'standard', goal, ...week }),
      line('late', { kind: 'standard', goal, ...week, priceCpmMicros: 10 }),
      line('dear', { priceCpmMicros: 90_000_000 }),
    );
    expect(names(of)).toEqual(['late', 'dear']);
    expect(sell()?.rank?.tier).toBe(1);
  });

  it('U2: a goal within reach competes with what it pushes aside', async () => {
    const days = { startsAtMs: NOW - 86_400_000, endsAtMs: NOW + 86_400_000 };
    const goal = { metric: 'impressions', amount: 2_000, per: 'lifetime' } as const;
    await hot.writeNumbers([[deliveredTotalKey('calm', 'impression'), 1_000]]);
    const { of } = await held(line('calm', { kind: 'standard', goal, ...days, priceCpmMicros: 10 }));
    const answer = (at: number) => of.offers(imp(), auction({ nowMs: NOW + at }));
    for (let at = 0; at < 10_000; at += 10)
      answer(at).settle?.({ bestOpenMicros: (at % 1_000) * 1_000, booked: undefined });
    const [offer] = answer(10_000).offers;
    expect(offer?.rank?.tier).toBe(3);
    expect(offer?.priceMicros).toBe(10);
    // Ten in ninety thousand are missing: only the cheapest are worth taking.
    expect(offer?.rank?.micros).toBeLessThan(20_000);
  });

  it('is shared: of a hundred requests a line item with ten per cent has ten', async () => {
    const { of } = await held(
      line('tenth', { kind: 'sponsorship', goal: { metric: 'shareOfVoice', percent: 10 } }),
    );
    const shown = Array.from({ length: 2_000 }, (_, at) =>
      names(of, imp(), auction({ seed: drawOf(5, at) })),
    ).flat();
    expect(shown.length).toBeGreaterThan(150);
    expect(shown.length).toBeLessThan(250);
  });

  it('goes to sponsors first, to the house last', async () => {
    const { of } = await held(
      line('house', { kind: 'house', priceCpmMicros: 9_000_000 }),
      line('price', { priceCpmMicros: 2_000_000 }),
      line('second', { kind: 'sponsorship', priority: 9, priceCpmMicros: 3_000_000 }),
      line('first', { kind: 'sponsorship', priority: 2 }),
    );
    expect(names(of)).toEqual(['first', 'second', 'price', 'house']);
  });
});

describe('videos', () => {
  const spot = line('v', {
    creatives: [
      {
        id: 'v-c',
        lineItem: 'v',
        kind: 'video',
        durationSec: 15,
        files: [
          { url: 'https://cdn.example/a.mp4', mime: 'video/mp4', w: 640, h: 360 },
          { url: 'https://cdn.example/a.webm', mime: 'video/webm', w: 640, h: 360 },
        ],
        clickUrl: 'https://shop.example/',
        advertiserDomains: ['shop.example'],
        enabled: true,
      },
    ],
  });
  const slot = (video: Imp['video']): ImpView =>
    viewImp(
      { id: '1', video: video ?? {} },
      { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
    );
  const urls = { display: 'd', impression: 'i', win: 'w', click: 'c', report: () => '' };

  it('come with the files the player takes', () => {
    const [offer] = book(spot).offers(slot({ mimes: ['video/webm'] }), auction()).offers;
    const vast = offer?.render(urls) ?? '';
    expect(vast).toContain('a.webm');
    expect(vast).not.toContain('a.mp4');
    expect(offer?.bid).toMatchObject({ dur: 15, mtype: 2 });
  });

  it.each([
    ['too long', { mimes: ['video/mp4'], maxduration: 10 }, 350],
    ['too short', { mimes: ['video/mp4'], minduration: 20 }, 350],
    ['in no file type the player takes', { mimes: ['video/ogg'] }, 353],
    ['for players without VAST 2, 3 or 4', { mimes: ['video/mp4'], protocols: [1] }, 353],
  ])('%s are refused', (_what, video, reason) => {
    expect(book(spot).offers(slot(video), auction())).toMatchObject({ offers: [], nonBids: [{ reason }] });
  });

  it('come as VAST 3 where the player takes no 4', () => {
    const [offer] = book(spot).offers(slot({ mimes: ['video/mp4'], protocols: [2, 3] }), auction()).offers;
    expect(offer?.render(urls)).toContain('<VAST version="3.0">');
  });
});
