import { readFile } from 'node:fs/promises';
import { readToken } from '@jianchat/events';
import type { BidResponse } from '@jianchat/openrtb';
import { readVast } from '@jianchat/vast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ExchangeRig,
  HOST_KEY,
  snapshotOf,
  startExchangeRig,
  TOKEN_KEY,
} from './testing/exchange-rig.ts';

const stored = JSON.parse(await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8'));
const film = {
  id: 'creative-radio-film',
  lineItem: 'line-radio',
  kind: 'video',
  durationSec: 15,
  files: [{ url: 'https://cdn.example/film.webm', mime: 'video/webm', w: 640, h: 360 }],
  clickUrl: 'https://radio.example/',
  advertiserDomains: ['radio.example'],
};
const song = {
  id: 'creative-song',
  lineItem: 'line-song',
  kind: 'audio',
  durationSec: 10,
  files: [{ url: 'https://cdn.example/song.mp3', mime: 'audio/mpeg' }],
  clickUrl: 'https://song.example/',
  advertiserDomains: ['song.example'],
};
const inventory = {
  ...stored,
  lineItems: [
    ...stored.lineItems,
    { id: 'line-song', advertiser: 'shop', priceCpmMicros: 2_000_000 },
    { id: 'line-radio', advertiser: 'shop', priceCpmMicros: 2_000_000 },
  ],
  creatives: [...stored.creatives, film, song],
  host: { currency: { rates: { USD: { EUR: 0.8 } } } },
};
let roomy: ExchangeRig;
let full: ExchangeRig;

beforeAll(async () => {
  roomy = await startExchangeRig({ snapshot: snapshotOf(inventory) });
  full = await startExchangeRig({ snapshot: snapshotOf(inventory), creatives: { itemsMax: 0 } });
});
afterAll(async () => {
  await roomy.close();
  await full.close();
});

async function hold(rig: ExchangeRig): Promise<BidResponse> {
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r',
      imp: [{ id: 'i', banner: { format: [{ w: 300, h: 250 }] } }],
      site: { domain: 'news.example', publisher: { id: 'demo' } },
      ext: { prebid: { targeting: {}, cache: { bids: { returnCreative: false } } } },
    }),
  });
  return (await res.json()) as BidResponse;
}

describe('an ad that is kept', () => {
  it('is given back by the cache, as a page renders it later', async () => {
    const bid = (await hold(roomy)).seatbid?.[0]?.bid[0];
    const prebid = bid?.ext?.prebid;
    expect(bid?.adm).toBeUndefined();
    const id = prebid?.targeting?.['hb_cache_id'];
    expect(prebid?.cache?.bids).toEqual({ cacheId: id, url: `https://ads.example/cache?uuid=${id}` });
    const kept = await fetch(`${roomy.url}/cache?uuid=${id}`);
    expect(await kept.json()).toMatchObject({
      price: 1.2,
      crid: 'creative-mrec',
      adm: expect.stringContaining('/c/'),
      wurl: prebid?.events?.win,
    });
  });

  it('stays whole in the answer, and is told, where the cache takes nothing', async () => {
    const answer = await hold(full);
    const bid = answer.seatbid?.[0]?.bid[0];
    expect(bid?.adm).toContain('Shop');
    expect(bid?.ext?.prebid?.cache).toBeUndefined();
    expect(answer.ext?.errors?.['prebid']?.[0]?.message).toContain('could not be cached: full');
  });
});

it('U7: a break that one imp asked for is one document in its order, whose every ad is an event of its own', async () => {
  const res = await fetch(`${roomy.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r',
      imp: [
        {
          id: 'i',
          rwdd: 1,
          video: { mimes: ['video/webm'], w: 640, h: 360, protocols: [3], poddur: 45, maxseq: 4 },
        },
      ],
      app: { bundle: 'com.example.game', publisher: { id: 'demo' } },
      ext: { prebid: { targeting: {}, cache: { vastxml: {} } } },
    }),
  });
  const answer = (await res.json()) as BidResponse;
  const bids = answer.seatbid?.[0]?.bid ?? [];
  expect(bids.map(({ crid, dur }) => [crid, dur])).toEqual([
    ['creative-rewarded', 20],
    ['creative-radio-film', 15],
  ]);
  const id = bids[0]?.ext?.prebid?.targeting?.['hb_uuid'];
  expect(id).not.toBe(bids[0]?.ext?.prebid?.cache?.vastXml?.cacheId);
  const document = await (await fetch(`${roomy.url}/cache?uuid=${id}`)).text();
  expect(document.indexOf('rewarded.webm')).toBeLessThan(document.indexOf('film.webm'));
  const events = [...document.matchAll(/<Impression><!\[CDATA\[https:\/\/ads\.example\/e\/([^\]]+)/g)].map(
    ([, token = '']) => readToken(token, { key: TOKEN_KEY, nowMs: Date.now(), lifetimeMs: 3_600_000 }),
  );
  expect(events).toMatchObject([
    { ok: true, claims: { creative: 'creative-rewarded', podAd: 1 } },
    { ok: true, claims: { creative: 'creative-radio-film', podAd: 2 } },
  ]);
});

it('a break of sounds is one document, too', async () => {
  const res = await fetch(`${roomy.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r',
      imp: [{ id: 'i', audio: { mimes: ['audio/mpeg'], protocols: [13], poddur: 45, maxseq: 4 } }],
      app: { bundle: 'com.example.game', publisher: { id: 'demo' } },
      ext: { prebid: { targeting: {}, cache: { vastxml: {} } } },
    }),
  });
  const bids = ((await res.json()) as BidResponse).seatbid?.[0]?.bid ?? [];
  expect(bids).toHaveLength(2);
  const kept = async (id: string | undefined) => (await fetch(`${roomy.url}/cache?uuid=${id}`)).text();
  const document = await kept(bids[0]?.ext?.prebid?.targeting?.['hb_uuid']);
  expect(readVast(document)).toMatchObject({
    ok: true,
    document: {
      version: '4.2',
      ads: [
        { sequence: 1, durationSec: 20, mimes: ['audio/mpeg'], span: { attributes: { adType: 'audio' } } },
        { sequence: 2, durationSec: 10, mimes: ['audio/mpeg'], span: { attributes: { adType: 'audio' } } },
      ],
    },
  });
  expect(await kept(bids[0]?.ext?.prebid?.cache?.vastXml?.cacheId)).not.toContain('song.mp3');
});

it('the rates in use are told to who runs the host, and to nobody else wherever they ask from', async () => {
  const ask = (authorization?: string) =>
    fetch(`${roomy.url}/currency/rates`, { headers: authorization ? { authorization } : {} });
  const res = await ask(`Bearer ${HOST_KEY}`);
  expect(await res.json()).toMatchObject({ active: false, stale: false, rates: { USD: { EUR: 0.8 } } });
  for (const wrong of [undefined, 'Bearer', `Bearer ${HOST_KEY}x`, `Basic ${HOST_KEY}`, HOST_KEY]) {
    const refused = await ask(wrong);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await refused.text()).not.toContain('0.8');
  }
});
