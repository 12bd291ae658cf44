import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaseKey, spentTotalKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { readPolicy } from '@jianchat/policy/testing';
import { buildSnapshot, ImportFile, type Snapshot } from '@jianchat/snapshot';
import { afterAll, describe, expect, it } from 'vitest';
import { dryAuctionText } from './dry-auction-text.ts';
import { holdDryAuction } from './hold-dry-auction.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const policy = readPolicy();
const folder = mkdtempSync(join(tmpdir(), 'jianchat-dry-'));
const hot = openLmdbHot({ path: join(folder, 'hot') });
afterAll(async () => {
  await hot.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = (id: string, priceCpmMicros: number, more: object = {}) => ({
  id,
  advertiser: 'adv',
  priceCpmMicros,
  ...more,
});
const lineItems = [
  line('dear', 5_000_000),
  line('cheap', 2_000_000),
  line('below', 10_000),
  line('spent', 9_000_000, { budgetTotalMicros: 1_000_000 }),
  line('elsewhere', 9_000_000, { targeting: { countries: ['JP'] } }),
  line('daily', 0, {
    order: 'autumn',
    cost: { model: 'flat', dayMicros: 600_000, expectedImpressions: 1_000 },
  }),
  line('later', 9_000_000, { startsAt: '2026-12-01T00:00:00Z' }),
  line('tall', 9_000_000),
  line('yen', 9_000_000, { advertiser: 'abroad' }),
  line('asleep', 9_000_000, { dayParts: [{ days: [1], fromMinute: 0, toMinute: 60 }] }),
];
const snapshot: Snapshot = buildSnapshot(
  ImportFile.parse({
    accounts: [{ id: 'demo', name: 'Demo' }],
    media: [{ id: 'site', account: 'demo', kind: 'site', domain: 'demo.example' }],
    placements: [
      { id: 'top', media: 'site', floorMicros: 500_000, imp: { banner: { format: [{ w: 300, h: 250 }] } } },
    ],
    advertisers: [
      { id: 'adv', name: 'Advertiser' },
      { id: 'abroad', name: 'Abroad', currency: 'JPY' },
    ],
    orders: [{ id: 'autumn', advertiser: 'adv', name: 'Autumn', budgetTotalMicros: 900_000 }],
    lineItems,
    creatives: lineItems.map(({ id }) => ({
      id: `${id}-c`,
      lineItem: id,
      kind: 'banner',
      w: id === 'tall' ? 120 : 300,
      h: id === 'tall' ? 600 : 250,
      html: 'ad',
      clickUrl: 'https://shop.example/',
      advertiserDomains: ['shop.example'],
    })),
  }),
  { revision: 1, builtAtMs: NOW },
);

const REQUEST = {
  id: 'r',
  imp: [{ id: '1', ext: { prebid: { storedrequest: { id: 'top' } } } }],
  site: { page: 'https://demo.example/', publisher: { id: 'demo' } },
};
const outer = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };
const hold = (request: object) =>
  holdDryAuction(request as Readonly<Record<string, unknown>>, {
    means: { policy, askedAnew: [], snapshot, hot, lookUpCountry: () => undefined, nowMs: NOW },
    outer,
  });

describe('an auction that is only tried out', () => {
  it('U3: says where each line item stands and why the others do not win, and leaves nothing behind', async () => {
    await hot.writeNumbers([[spentTotalKey('spent'), 1_000_000]]);
    const held = await hold(REQUEST);
    if (!held.ok) throw new Error(held.body);
    const [imp] = held.auction.imps;
    const outcomes = imp?.candidates.map(({ demand, outcome, reasonCode }) => [demand, outcome, reasonCode]);
    expect(outcomes).toEqual(
      expect.arrayContaining([
        ['dear', 'won', 0],
        ['spent', 'lost', expect.any(Number)],
        ['asleep', 'lost', expect.any(Number)],
      ]),
    );
    expect(outcomes?.find(([demand]) => demand === 'cheap')?.[1]).toBe('lost');
    // Its order bears the day: it is outbid.
    expect(outcomes?.find(([demand]) => demand === 'daily')).toEqual(['daily', 'lost', 501]);
    expect(held.unconsidered).toEqual([
      { lineItem: 'elsewhere', why: 'targeting', of: ['country'] },
      { lineItem: 'later', why: 'time' },
      { lineItem: 'tall', why: 'form' },
      { lineItem: 'yen', why: 'currency' },
    ]);
    const text = dryAuctionText(held);
    expect(text).toMatch(/dear +won +5\.00 +open +5\.00/);
    expect(text).toMatch(/spent +lost +9\.00 +.*budget/i);
    expect(await hot.listKeys('lease/', { after: undefined, limit: 10 })).toEqual([]);
  });

  it('does not take what a running process holds for spent', async () => {
    await hot.writeNumbers([[spentTotalKey('spent'), 0]]);
    const held = Buffer.from(JSON.stringify([['other', 1_000_000, NOW + 90_000]]));
    await hot.change([[{ key: leaseKey('line/spent'), value: held }]]);
    const tried = await hold(REQUEST);
    expect(tried.ok && tried.auction.imps[0]?.candidates[0]).toMatchObject({
      demand: 'spent',
      outcome: 'won',
    });
    expect(Buffer.from(hot.readBytes(leaseKey('line/spent')) ?? []).equals(held)).toBe(true);
  });

  it('gives the exchange’s own refusal where there is no auction', async () => {
    expect(await hold({ id: 'r' })).toMatchObject({ ok: false, status: 400 });
  });
});
