import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { startMockBidder } from './testing/mock-bidder.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it('S2: tells a paused bidder nothing, says why to who asks, and asks it again once it is let', async () => {
  const bidder = await startMockBidder();
  closers.push(() => bidder.close());
  const content = JSON.parse(await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8'));
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  const snapshot = snapshotOf(content);
  const rig = await startExchangeRig({ snapshot: { ...snapshot, pausedBidders: ['dsp-a'] } });
  closers.push(() => rig.close());
  const ask = async () => {
    const res = await fetch(`${rig.url}/openrtb2/auction`, {
      method: 'POST',
      body: JSON.stringify({
        id: 'r-1',
        imp: [
          {
            id: 'i-1',
            banner: { w: 300, h: 250 },
            ext: { prebid: { bidder: { 'dsp-a': { placementId: 'a' }, 'dsp-b': { placementId: 'b' } } } },
          },
        ],
        site: { domain: 'news.example', publisher: { id: 'demo' } },
        ext: { prebid: { returnallbidstatus: true } },
      }),
    });
    await rig.exchange.settled();
    expect(res.status).toBe(200);
  };
  await ask();
  expect((await rig.auctions())[0]?.imps[0]?.candidates).toContainEqual(
    expect.objectContaining({ demand: 'dsp-a', reason: 513 }),
  );
  expect(bidder.received).toHaveLength(1);
  const [disclosure] = await rig.disclosures();
  expect(disclosure?.entries.map(({ recipient }) => recipient)).toEqual(['dsp-b']);
  rig.use({ ...snapshot, revision: snapshot.revision + 1 });
  await ask();
  expect(bidder.received).toHaveLength(3);
});
