import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuctionView, type ImpView, type LocalBook, type Traits, viewImp } from '@jianchat/auction';
import { type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { Imp } from '@jianchat/openrtb';
import type { CreativeInput, Snapshot, SnapshotLineItem, TraitName } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectDemand } from './direct-demand.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const creative = (
  id: string,
  changes: Partial<Extract<CreativeInput, { kind: 'banner' }>> = {},
): CreativeInput => ({
  id,
  lineItem: 'l',
  kind: 'banner',
  w: 300,
  h: 250,
  html: 'ad',
  clickUrl: 'https://shop.example/',
  advertiserDomains: ['shop.example'],
  enabled: true,
  ...changes,
});
const line = (id: string, changes: Partial<SnapshotLineItem> = {}): SnapshotLineItem => ({
  id,
  advertiser: 'adv',
  kind: 'pricePriority',
  priority: 8,
  priceCpmMicros: 1_000_000,
  targeting: {},
  currency: 'USD',
  startsAtMs: 0,
  endsAtMs: Number.MAX_SAFE_INTEGER,
  creatives: [creative(`${id}-c`)],
  ...changes,
});
const snapshot = (...lineItems: SnapshotLineItem[]): Snapshot => ({
  revision: 1,
  builtAtMs: 0,
  host: {},
  accounts: [],
  disabledAccounts: [],
  media: [],
  placements: [],
  storedRequests: {},
  storedImps: {},
  storedResponses: {},
  categoryMappings: {},
  bidders: [],
  lineItems,
});
const imp = (changes: Partial<Imp> = {}, placement = 'p-1'): ImpView =>
  viewImp(
    { id: '1', banner: { format: [{ w: 300, h: 250 }] }, ...changes },
    { index: 0, placement, placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
type Known = Partial<Record<TraitName, readonly string[]>>;
const traitsOf = (known: Known): Traits => ({
  of: (trait, { placement }) => (trait === 'placement' ? [placement] : (known[trait] ?? [])),
});
const HERE: Known = { media: ['m-1'], country: ['DE'], deviceType: ['phone'] };
const auction = (changes: Partial<AuctionView> = {}): AuctionView => ({
  media: 'm-1',
  nowMs: NOW,
  currency: 'USD',
  country: 'DE',
  deviceType: 'phone',
  traits: traitsOf(HERE),
  seed: 7,
  ...changes,
});

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

describe('budgets', () => {
  it('spent in hot state keep a line item out', async () => {
    await hot.writeNumbers([
      [spentTotalKey('total'), 999_500],
      [spentDayKey('daily', '2026-11-23'), 999_500],
      [spentDayKey('tomorrow', '2026-11-24'), 999_500],
    ]);
    const of = book(
      line('total', { budgetTotalMicros: 1_000_000 }),
      line('daily', { budgetDailyMicros: 1_000_000 }),
      line('tomorrow', { budgetDailyMicros: 1_000_000 }),
    );
    const answer = of.offers(imp(), auction());
    expect(answer.offers.map(({ demand }) => demand)).toEqual(['tomorrow']);
    expect(answer.nonBids.map(({ demand, reason }) => [demand, reason])).toEqual([
      ['total', 503],
      ['daily', 503],
    ]);
  });

  it('are not exceeded by ads that went out and are not charged yet', () => {
    const of = book(line('tight', { budgetTotalMicros: 5_000 }));
    let sold = 0;
    for (let i = 0; i < 20; i++) {
      const [offer] = of.offers(imp(), auction()).offers;
      if (offer === undefined) continue;
      offer.reserve?.();
      sold++;
    }
    expect(sold).toBe(5);
  });

  it('are given free when an ad that went out is never shown', () => {
    const of = book(line('once', { budgetTotalMicros: 1_000 }));
    of.offers(imp(), auction()).offers[0]?.reserve?.();
    expect(names(of)).toEqual([]);
    expect(names(of, imp(), auction({ nowMs: NOW + 59_000 }))).toEqual([]);
    expect(names(of, imp(), auction({ nowMs: NOW + 66_000 }))).toEqual(['once']);
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
  const urls = { impression: 'i', win: 'w', click: 'c', report: () => '' };

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
