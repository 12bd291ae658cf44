import { readFile } from 'node:fs/promises';
import { type ChainRecord, TOPIC } from '@jianchat/events';
import type { Snapshot } from '@jianchat/snapshot';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../testing/mock-bidder.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Answered {
  readonly ext?: { readonly warnings?: Record<string, { readonly message: string }[]> };
}

const NODE = { asi: 'host.example', sid: 'h-1' };
const CHAIN = { complete: 1, ver: '1.0', nodes: [{ asi: 'Sells.Example', sid: 's-1', hp: 1 }] };

async function start(
  supplyChecks: 'off' | 'report' | 'enforce' | undefined,
  found: Pick<Snapshot, 'untrueChains' | 'unauthorisedMedia'> = {},
): Promise<{ rig: ExchangeRig; bidder: MockBidder; snapshot: Snapshot }> {
  const bidder = await startMockBidder();
  closers.push(() => bidder.close());
  const content = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  content.host = { ...content.host, schainNode: NODE };
  if (supplyChecks !== undefined)
    for (const account of content.accounts) account.settings = { ...account.settings, supplyChecks };
  const snapshot = { ...snapshotOf(content), ...found };
  const rig = await startExchangeRig({ snapshot });
  closers.push(() => rig.close());
  return { rig, bidder, snapshot };
}

async function ask(rig: ExchangeRig, more: object = {}): Promise<Answered> {
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
      source: { schain: CHAIN },
      ...more,
    }),
  });
  await rig.exchange.settled();
  expect(res.status).toBe(200);
  return (await res.json()) as Answered;
}

const chains = async (rig: ExchangeRig): Promise<ChainRecord[]> =>
  (await rig.log.read(TOPIC.chains, { from: 0, limit: 100 })).map(({ value }) =>
    JSON.parse(Buffer.from(value).toString()),
  );
const reasonsOf = async (rig: ExchangeRig): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await rig.auctions()).at(-1)?.imps[0]?.candidates.map(({ demand, reason }) => [demand, reason]) ?? [],
  );

describe('S8: a supply chain', () => {
  it('that nobody has looked into is taken for true, and told once, as it came', async () => {
    const { rig, bidder } = await start(undefined);
    await ask(rig);
    await ask(rig);
    expect(bidder.received.length).toBeGreaterThan(0);
    expect(await chains(rig)).toEqual([
      {
        v: 1,
        atMs: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        complete: true,
        nodes: [{ asi: 'sells.example', sid: 's-1' }],
      },
    ]);
  });

  it('that is known to be untrue is reported, or keeps bidders from being asked', async () => {
    const { rig, bidder, snapshot } = await start('report');
    await ask(rig);
    const [{ hash = '' } = {}] = await chains(rig);
    const untrueChains = { [hash]: 'node.unlisted' };
    const asked = bidder.received.length;
    rig.use({ ...snapshot, revision: 2, untrueChains });
    expect((await ask(rig)).ext?.warnings?.['prebid']?.map(({ message }) => message)).toContain(
      'The supply chain is not what public files say (node.unlisted)',
    );
    expect(bidder.received.length).toBeGreaterThan(asked);
    expect(rig.counts.get('supply.chain-untrue')).toBe(1);
    const enforcing = snapshot.accounts.map((account) => ({
      ...account,
      settings: { ...account.settings, supplyChecks: 'enforce' as const },
    }));
    rig.use({ ...snapshot, revision: 3, untrueChains, accounts: enforcing });
    const before = bidder.received.length;
    await ask(rig);
    expect(bidder.received).toHaveLength(before);
    expect(await reasonsOf(rig)).toMatchObject({ 'dsp-a': 514, 'dsp-b': 514 });
    await ask(rig, { source: undefined });
    expect(bidder.received.length).toBeGreaterThan(before);
  });

  it('of one bidder stops that bidder alone', async () => {
    const first = await start('enforce');
    const own = { ext: { prebid: { schains: [{ bidders: ['dsp-a'], schain: CHAIN }] } }, source: undefined };
    await ask(first.rig, own);
    const [{ hash = '' } = {}] = await chains(first.rig);
    first.rig.use({ ...first.snapshot, revision: 2, untrueChains: { [hash]: 'node.role' } });
    await ask(first.rig, own);
    const reasons = await reasonsOf(first.rig);
    expect(reasons['dsp-a']).toBe(514);
    expect(reasons['dsp-b']).not.toBe(514);
  });

  it('is neither looked into nor told where the account wants none of it', async () => {
    const { rig } = await start('off', { unauthorisedMedia: ['news'] });
    await ask(rig);
    expect(await chains(rig)).toEqual([]);
    expect(rig.counts.get('supply.media-unauthorised')).toBeUndefined();
  });
});

describe('S8: media whose owner does not let us sell', () => {
  const mediaId = async (): Promise<string> => {
    const content = JSON.parse(
      await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
    );
    return content.media.find(({ domain }: { domain?: string }) => domain === 'news.example').id;
  };

  it('are sold and counted, as long as that is only reported', async () => {
    const { rig, bidder } = await start(undefined, { unauthorisedMedia: [await mediaId()] });
    await ask(rig);
    expect(bidder.received.length).toBeGreaterThan(0);
    expect(rig.counts.get('supply.media-unauthorised')).toBe(1);
  });

  it('are not offered to bidders where that is enforced, and the reason stands with each', async () => {
    const { rig, bidder } = await start('enforce', { unauthorisedMedia: [await mediaId()] });
    await ask(rig);
    expect(bidder.received).toEqual([]);
    expect(await reasonsOf(rig)).toMatchObject({ 'dsp-a': 515, 'dsp-b': 515 });
  });
});
