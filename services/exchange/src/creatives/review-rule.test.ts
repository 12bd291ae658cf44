import { readFile } from 'node:fs/promises';
import { identifyMarkup } from '@jianchat/creatives';
import { type CreativeRecord, decodeRecord, TOPIC } from '@jianchat/events';
import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';
import { startMockBidder } from '../testing/mock-bidder.ts';

type Rule = 'before' | 'after' | 'trusted' | undefined;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const ADM = '<a href="https://brand.example/"><img src="https://cdn.example/a.png?user=1"></a>';
const { hash } = identifyMarkup(ADM);
const BID = {
  id: 'b',
  impid: 'i-1',
  price: 9,
  adm: ADM,
  crid: 'c',
  adomain: ['brand.example'],
  w: 300,
  h: 250,
};

/** A bidder under a rule that always bids the same ad. */
async function rigUnder(rule: Rule) {
  const bidder = await startMockBidder();
  closers.push(() => bidder.close());
  bidder.behave({
    status: 200,
    delayMs: 0,
    text: JSON.stringify({ id: 'r-1', cur: 'USD', seatbid: [{ bid: [BID] }] }),
  });
  const content = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  const dsp = content.bidders.find(({ id }: { id: string }) => id === 'dsp-a');
  dsp.settings = { ...dsp.settings, ...(rule && { creativeReview: rule }) };
  const snapshot = snapshotOf({ ...content, lineItems: [], creatives: [] });
  const rig = await startExchangeRig({ snapshot });
  closers.push(() => rig.close());
  const ask = async () => {
    const res = await fetch(`${rig.url}/openrtb2/auction`, {
      method: 'POST',
      body: JSON.stringify({
        id: 'r-1',
        imp: [
          {
            id: 'i-1',
            banner: { format: [{ w: 300, h: 250 }] },
            ext: { prebid: { bidder: { 'dsp-a': { placementId: 'a' } } } },
          },
        ],
        site: { domain: 'news.example', publisher: { id: 'demo' } },
      }),
    });
    const answer: { seatbid?: { seat: string }[] } = JSON.parse(await res.text());
    await rig.exchange.settled();
    const auctions = await rig.auctions();
    return {
      seats: (answer.seatbid ?? []).map(({ seat }) => seat),
      reason: auctions.at(-1)?.imps[0]?.candidates.find(({ demand }) => demand === 'dsp-a')?.reason,
    };
  };
  const told = async () =>
    (await rig.log.read(TOPIC.creatives, { from: 0, limit: 100 })).map(({ value }) =>
      decodeRecord<CreativeRecord>(value),
    );
  return {
    ask,
    told,
    use: (more: object) => rig.use({ ...snapshot, ...more, revision: snapshot.revision + 1 }),
  };
}

it('holds the ads of a bidder back until a person approved them, and tells the review of them', async () => {
  const { ask, told, use } = await rigUnder('before');
  expect(await ask()).toEqual({ seats: [], reason: 507 });
  expect(await told()).toMatchObject([{ hash, demand: 'dsp-a', creative: 'c' }]);
  await ask();
  expect(await told()).toHaveLength(1);
  use({ approvedCreatives: ['0'.repeat(64)] });
  expect((await ask()).reason).toBe(507);
  use({ approvedCreatives: [hash] });
  expect(await ask()).toEqual({ seats: ['dsp-a'], reason: 0 });
  use({ approvedCreatives: [hash], rejectedCreatives: [hash] });
  expect(await ask()).toEqual({ seats: [], reason: 504 });
});

it.each(['after', 'trusted', undefined] as const)(
  'lets ads run under the rule %s before anybody looked, and stops them once they are rejected',
  async (rule) => {
    const { ask, told, use } = await rigUnder(rule);
    expect(await ask()).toEqual({ seats: ['dsp-a'], reason: 0 });
    expect(await told()).toMatchObject([{ hash, demand: 'dsp-a' }]);
    use({ rejectedCreatives: [hash] });
    expect(await ask()).toEqual({ seats: [], reason: 504 });
  },
);
