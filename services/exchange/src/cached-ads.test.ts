import { readFile } from 'node:fs/promises';
import type { BidResponse } from '@jianchat/openrtb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';

const inventory = {
  ...JSON.parse(await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8')),
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

it('the rates in use can be read', async () => {
  const res = await fetch(`${roomy.url}/currency/rates`);
  expect(await res.json()).toMatchObject({ active: false, stale: false, rates: { USD: { EUR: 0.8 } } });
});
