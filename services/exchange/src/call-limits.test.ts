import { readFile } from 'node:fs/promises';
import type { BidResponse } from '@jianchat/openrtb';
import type { CallLimits } from '@jianchat/snapshot';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, type RigOptions, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from './testing/mock-bidder.ts';

const text = await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const snapshotWith = (bidder: MockBidder, limits: Partial<CallLimits>, revision = 1) => {
  const inventory = JSON.parse(text);
  for (const known of inventory.bidders)
    Object.assign(known, { endpoint: bidder.endpoint, settings: { limits } });
  return snapshotOf(inventory, revision);
};

/** An exchange whose clock the test moves. */
async function start(limits: Partial<CallLimits>, options: RigOptions = {}) {
  const bidder = await startMockBidder();
  closers.push(() => bidder.close());
  const clock = { ms: 1_800_000_000_000 };
  const rig = await startExchangeRig({
    snapshot: snapshotWith(bidder, limits),
    now: () => clock.ms,
    ...options,
  });
  closers.push(() => rig.close());
  return { bidder, rig, clock };
}

const BODY = JSON.stringify({
  id: 'r-1',
  imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-c': {} } } } }],
  site: { domain: 'news.example', publisher: { id: 'demo' } },
});

async function ask(rig: ExchangeRig): Promise<BidResponse> {
  const res = await fetch(`${rig.url}/openrtb2/auction`, { method: 'POST', body: BODY });
  expect(res.status).toBe(200);
  return (await res.json()) as BidResponse;
}

/** What the records say of the bidder, auction by auction. */
async function reasons(rig: ExchangeRig): Promise<(number | undefined)[]> {
  await rig.exchange.settled();
  return (await rig.auctions()).map(
    ({ imps }) => imps[0]?.candidates.find(({ demand }) => demand === 'dsp-c')?.reason,
  );
}

const FAILING = { failureCallsMin: 2, failurePercentMax: 50, pauseMs: 1_000, probes: 1 };

describe('a bidder whose calls fail', () => {
  it('is left alone, told nothing, and asked again after the pause', async () => {
    const { bidder, rig, clock } = await start(FAILING);
    bidder.behave({ status: 500, delayMs: 0, text: '' });
    for (let asked = 0; asked < 3; asked++) expect((await ask(rig)).seatbid?.length).toBe(1);
    expect(bidder.received.length).toBe(2);
    expect(rig.exchange.load().pausedBidders).toEqual(['dsp-c']);
    bidder.behave({ status: 204, delayMs: 0, text: '' });
    clock.ms += 1_000;
    await ask(rig);
    await ask(rig);
    expect(bidder.received.length).toBe(2);
    expect(rig.exchange.load()).toEqual({ auctionsUnderWay: 0, pausedBidders: [] });
    expect(await reasons(rig)).toEqual([100, 100, 510, 502, 502]);
    expect(rig.counts.get('bidder.paused')).toBe(1);
    expect(rig.calls).toEqual(
      ['failed', 'failed', 'not-asked', 'no-bid', 'no-bid'].map((how) => `dsp-c ${how}`),
    );
    // Who is not asked is told nothing, and no disclosure says so.
    expect((await rig.disclosures()).length).toBe(4);
  });

  it('stays so in the next snapshot, until its address or its limits change', async () => {
    const { bidder, rig } = await start(FAILING);
    bidder.behave({ status: 500, delayMs: 0, text: '' });
    await ask(rig);
    await ask(rig);
    rig.use(snapshotWith(bidder, FAILING, 2));
    await ask(rig);
    expect(bidder.received.length).toBe(2);
    rig.use(snapshotWith(bidder, { ...FAILING, pauseMs: 500 }, 3));
    await ask(rig);
    expect(bidder.received.length).toBe(3);
  });
});

it('a bidder gets no more calls than it takes per second', async () => {
  const { bidder, rig, clock } = await start({ callsPerSecMax: 2 });
  for (let asked = 0; asked < 3; asked++) await ask(rig);
  expect(bidder.received.length).toBe(2);
  clock.ms += 500;
  await ask(rig);
  expect(bidder.received.length).toBe(3);
  expect(await reasons(rig)).toEqual([502, 502, 511, 502]);
  expect(rig.counts.get('bidder.calls-per-second')).toBe(1);
});

it('a process takes over what a dead one might have asked, and gives it back', async () => {
  const { bidder, rig, clock } = await start({ callsPerSecMax: 4 });
  const asked = async (): Promise<number> => {
    clock.ms += 1_000;
    const before = bidder.received.length;
    for (let at = 0; at < 5; at++) await ask(rig);
    return bidder.received.length - before;
  };
  expect(await asked()).toBe(4);
  rig.exchange.setProcesses(2);
  expect(await asked()).toBe(2);
  rig.exchange.setProcesses(1);
  expect(await asked()).toBe(4);
});

it('a bidder gets no more calls at once than it takes', async () => {
  const { bidder, rig } = await start({ callsAtOnceMax: 1 });
  let second: Promise<BidResponse> | undefined;
  bidder.onRequest(async () => {
    second ??= ask(rig);
    await second;
  });
  await ask(rig);
  await second;
  expect(bidder.received.length).toBe(1);
  expect((await reasons(rig)).sort()).toEqual([502, 512]);
  expect(rig.counts.get('bidder.calls-at-once')).toBe(1);
});

it('an exchange whose event loop runs late turns away what comes beside the auctions under way', async () => {
  const lag = { ms: 0 };
  const { bidder, rig } = await start({}, { load: { lagMs: () => lag.ms, lagMsMax: 100 } });
  let second: BidResponse | undefined;
  bidder.onRequest(async () => {
    lag.ms = 101;
    second ??= await ask(rig);
  });
  expect((await ask(rig)).seatbid?.length).toBe(1);
  expect(second).toEqual({ id: 'r-1', seatbid: [], nbr: 1 });
  expect(rig.counts.get('auction.lagging')).toBe(1);
});
