import { readFile } from 'node:fs/promises';
import { explainRecipients, explainRecord } from '@jianchat/auction';
import { readToken } from '@jianchat/events';
import { LogFault } from '@jianchat/log';
import type { BidResponse } from '@jianchat/openrtb';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ExchangeRig,
  type RigOptions,
  snapshotOf,
  startExchangeRig,
  TOKEN_KEY,
} from './testing/exchange-rig.ts';
import { startMockBidder } from './testing/mock-bidder.ts';

const text = await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8');
/** A fresh copy, so that one test can point bidders elsewhere. */
const inventory = () => JSON.parse(text);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: RigOptions = {}): Promise<ExchangeRig> {
  const rig = await startExchangeRig({ snapshot: snapshotOf(inventory()), ...options });
  closers.push(() => rig.close());
  return rig;
}

async function startWithBidder(options: RigOptions = {}) {
  const bidder = await startMockBidder();
  closers.push(() => bidder.close());
  const content = inventory();
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  return { bidder, rig: await start({ ...options, snapshot: snapshotOf(content) }) };
}

const request = (changes: object = {}) => ({
  id: 'r-1',
  imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-c': {} } } } }],
  site: { domain: 'news.example', publisher: { id: 'demo' } },
  ...changes,
});

async function ask(rig: ExchangeRig, body: object, init: RequestInit = {}): Promise<BidResponse> {
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify(body),
    ...init,
  });
  expect(res.status).toBe(200);
  return (await res.json()) as BidResponse;
}

describe('identical requests', () => {
  it('get identical ids, and are two ads to charge', async () => {
    const rig = await start();
    const answers = [await ask(rig, request()), await ask(rig, request())];
    const told = answers.map((answer) => {
      const [bid] = answer.seatbid?.[0]?.bid ?? [];
      const token = (bid?.ext?.prebid?.events?.imp ?? '').slice('https://ads.example/e/'.length);
      const event = readToken(token, { key: TOKEN_KEY, nowMs: Date.now(), lifetimeMs: 60_000 });
      return { ids: [answer.id, bid?.id, bid?.ext?.prebid?.bidid], event: event.ok && event.eventId };
    });
    expect(told[0]?.ids).toEqual(['r-1', '7BBfwyd-dhFJ7Brazxm6ag', '7BBfwyd-dhFJ7Brazxm6ag']);
    expect(told[1]?.ids).toEqual(told[0]?.ids);
    const other = await ask(rig, request({ id: 'r-2' }));
    expect(other.seatbid?.[0]?.bid[0]?.id).not.toBe(told[0]?.ids[1]);
    expect(new Set(told.map(({ event }) => event)).size).toBe(2);
  });
});

describe('signed URLs', () => {
  it('say what the ad costs, whose it is and where a click leads', async () => {
    const rig = await start();
    const response = await ask(rig, request());
    const bid = response.seatbid?.[0]?.bid[0];
    const token = (bid?.ext?.prebid?.events?.imp ?? '').slice('https://ads.example/e/'.length);
    const reading = readToken(token, { key: TOKEN_KEY, nowMs: Date.now(), lifetimeMs: 60_000 });
    expect(reading).toMatchObject({
      ok: true,
      kind: 'impression',
      claims: {
        auction: response.bidid,
        imp: 0,
        account: 'demo',
        media: 'demo-site',
        demandKind: 'direct',
        demand: 'line-banner',
        advertiser: 'shop',
        creative: 'creative-mrec',
        priceCpmMicros: 1_200_000,
        currency: 'USD',
        revenueShareBps: 8000,
        clickUrl: 'https://shop.example/?from=ad',
      },
    });
    expect(bid?.adm).toContain(token);
  });
});

describe('disclosures', () => {
  it('that can not be written keep every request inside; direct demand still competes [S2]', async () => {
    const { bidder, rig } = await startWithBidder({
      wrapLog: (log) => ({
        ...log,
        append: (topic, message, options) =>
          topic === 'disclosures'
            ? Promise.reject(new LogFault('log.full'))
            : log.append(topic, message, options),
      }),
    });
    const response = await ask(rig, request({ ext: { prebid: { returnallbidstatus: true } } }));
    expect(bidder.received).toEqual([]);
    expect(response.seatbid?.map(({ seat }) => seat)).toEqual(['jianchat']);
    expect(response.ext?.seatnonbid).toMatchObject([{ seat: 'dsp-c', nonbid: [{ statuscode: 0 }] }]);
    expect(rig.counts.get('disclosure.refused')).toBe(1);
    await rig.exchange.settled();
    const [record] = await rig.auctions();
    expect(record?.disclosures).toEqual([]);
    expect(record?.imps[0]?.candidates).toContainEqual(
      expect.objectContaining({ demand: 'dsp-c', reason: 500 }),
    );
  });

  it('are on disk before the bidder is asked [S2]', async () => {
    const { bidder, rig } = await startWithBidder();
    const order: string[] = [];
    bidder.behave({ status: 204, delayMs: 0, text: '' });
    bidder.onRequest(async () => {
      order.push(`asked after ${(await rig.disclosures()).length} disclosure`);
    });
    await ask(rig, request());
    expect(order).toEqual(['asked after 1 disclosure']);
  });
});

describe('records', () => {
  it('explain the auction in words, and hold nothing of the person', async () => {
    const { rig } = await startWithBidder();
    const { bidid } = await ask(
      rig,
      request({
        device: { ip: '203.0.113.77', ifa: 'IFA-VALUE', geo: { country: 'DEU' }, canary: 'CANARY' },
        user: { id: 'USER-VALUE' },
        regs: { gdpr: 1 },
      }),
    );
    await rig.exchange.settled();
    const [record] = await rig.auctions();
    if (record === undefined) throw new Error('no record');
    for (const value of ['203.0.113', 'IFA-VALUE', 'USER-VALUE', 'CANARY'])
      expect(JSON.stringify(record)).not.toContain(value);
    const explained = explainRecord(rig.policy, record);
    expect(explained).toMatchObject({
      id: bidid,
      account: 'demo',
      regime: 'eea',
      country: 'DE',
      undeclared: [{ parent: 'device', count: 1 }],
      imps: [
        {
          outcome: 'filled',
          candidates: [
            { demand: 'line-de', outcome: 'won', reason: 'won' },
            { demand: 'line-banner', outcome: 'lost', reasonCode: 501 },
            { demand: 'dsp-c', outcome: 'nobid', reason: 'no bid', reasonCode: 502 },
          ],
        },
      ],
      disclosures: [{ recipient: 'dsp-c', contract: 'openrtb-contextual', purposes: ['contextualAds'] }],
    });
    expect(explained.fields).toContainEqual(
      expect.objectContaining({ field: 'ipAddress', fate: 'truncated' }),
    );
    expect(explained.fields).toContainEqual(
      expect.objectContaining({ field: 'publisherUserId', fate: 'dropped' }),
    );
    expect(explained.disclosures[0]?.fields).toContain('ipPrefix');
    expect(explained.disclosures[0]?.fields).not.toContain('ipAddress');
    const [recipient] = explainRecipients(rig.policy, record);
    const told = (field: string) => recipient?.fields.find((row) => row.field === field);
    expect(recipient).toMatchObject({ recipient: 'dsp-c', contract: 'openrtb-contextual' });
    expect(told('ipAddress')).toMatchObject({
      outcome: 'coarse',
      purposes: ['contextualAds'],
      reason: 'purpose.contextualAds',
      clause: 'C2',
      decides: 'U1',
    });
    expect(told('otherAdvertisingId')).toMatchObject({ outcome: 'withheld', reason: 'contract.none' });
    // What is explained as sent is what the record says was sent.
    const sent = recipient?.fields.filter(({ outcome }) => outcome === 'shared' || outcome === 'coarse');
    expect(sent?.map(({ field }) => (field === 'ipAddress' ? 'ipPrefix' : field)).sort()).toEqual(
      explained.disclosures[0]?.fields.toSorted(),
    );
  });

  it('that the log refuses are counted, and the ad is answered all the same', async () => {
    const rig = await start({
      wrapLog: (log) => ({ ...log, append: () => Promise.reject(new LogFault('log.failed')) }),
    });
    await ask(rig, request({ imp: [{ id: 'i-1', banner: { w: 300, h: 250 } }] }));
    await rig.exchange.settled();
    expect(rig.counts.get('record.dropped')).toBe(1);
  });
});

describe('the exchange', () => {
  it('without a snapshot is not ready and says so', async () => {
    const rig = await startExchangeRig();
    closers.push(() => rig.close());
    expect(rig.exchange.ready()).toBe(false);
    const res = await fetch(`${rig.url}/openrtb2/auction`, { method: 'POST', body: '{}' });
    expect(res.status).toBe(503);
    rig.use(snapshotOf(inventory()));
    expect(rig.exchange.ready()).toBe(true);
    await ask(rig, request({ imp: [{ id: 'i-1', banner: { w: 300, h: 250 } }] }));
  });

  it('takes a new snapshot at once', async () => {
    const rig = await start();
    const changed = inventory();
    changed.lineItems = [];
    changed.creatives = [];
    rig.use(snapshotOf(changed, 2));
    expect((await ask(rig, request({ imp: [{ id: 'i-1', banner: { w: 300, h: 250 } }] }))).seatbid).toEqual(
      [],
    );
  });

  it('beyond its bound answers without a bid', async () => {
    const { bidder, rig } = await startWithBidder({ load: { auctionsMax: 1 } });
    bidder.behave({ status: 204, delayMs: 200, text: '' });
    let second: BidResponse | undefined;
    bidder.onRequest(async () => {
      second = await ask(rig, request({ id: 'r-2' }));
    });
    await ask(rig, request());
    expect(second).toEqual({ id: 'r-2', seatbid: [], nbr: 1 });
    expect(rig.counts.get('auction.overloaded')).toBe(1);
  });

  it('gives bidders up when the client goes', async () => {
    const { bidder, rig } = await startWithBidder();
    bidder.behave({ status: 204, delayMs: 60_000, text: '' });
    const gone = new AbortController();
    const closed = new Promise<void>((resolve) => {
      bidder.onRequest(async (socket) => {
        socket.once('close', () => resolve());
        gone.abort();
      });
    });
    await expect(ask(rig, request({ tmax: 20_000 }), { signal: gone.signal })).rejects.toThrow();
    await closed;
  });
});

describe('a fault of the exchange itself', () => {
  it('is told to the operator, not to the client', async () => {
    const faults: unknown[] = [];
    const rig = await start({
      lookUpCountry: () => {
        throw new Error('the database is broken');
      },
      onFault: (fault) => faults.push(fault),
    });
    const res = await fetch(`${rig.url}/openrtb2/auction`, {
      method: 'POST',
      body: JSON.stringify(request({ device: { ip: '203.0.113.7' } })),
    });
    expect([res.status, await res.text()]).toEqual([500, 'Internal error\n']);
    expect(faults).toHaveLength(1);
    expect(rig.counts.get('auction.failed')).toBe(1);
  });

  it('with one bidder costs nobody else the auction, and is over with its call', async () => {
    const content = inventory();
    for (const known of content.bidders) known.settings = { limits: { callsAtOnceMax: 1 } };
    const faults: unknown[] = [];
    const rig = await start({
      snapshot: snapshotOf(content),
      ask: () => Promise.reject(new Error('a dialect is broken')),
      onFault: (fault) => faults.push(fault),
    });
    for (const calls of [1, 2]) {
      const { seatbid, ext } = await ask(rig, request());
      expect(seatbid?.[0]?.bid).toHaveLength(1);
      expect(ext?.errors).toMatchObject({ 'dsp-c': [{ message: 'a fault on our side; it was logged' }] });
      expect(faults).toHaveLength(calls);
    }
  });

  it.each([
    ['its bids', null],
    ['the checks of its offers', { cat: 7 }],
    ['the answer made of them', { lurl: 7 }],
  ])('with %s costs one bidder the auction, and nobody else', async (_, broken) => {
    const faults: unknown[] = [];
    const bid = { id: 'b-1', impid: 'i-1', price: 90, adm: '<p>ad</p>', crid: 'c', w: 300, h: 250 };
    const rig = await start({
      snapshot: snapshotOf(inventory()),
      ask: async () => ({
        outcome: 'bids',
        status: 200,
        currency: 'USD',
        bids: [
          {
            seat: undefined,
            // What only a dialect of ours could let through.
            bid: (broken && { ...bid, ...broken }) as typeof bid,
          },
        ],
      }),
      onFault: (fault) => faults.push(fault),
    });
    const { seatbid, ext } = await ask(rig, request({ bcat: ['IAB7'] }));
    expect(seatbid?.map(({ seat, bid }) => [seat, bid.length])).toEqual([['jianchat', 1]]);
    expect(ext?.errors).toEqual({ 'dsp-c': [{ code: 999, message: 'a fault on our side; it was logged' }] });
    expect(faults).toHaveLength(1);
    expect(rig.counts.get('bidder.failed')).toBe(1);
    await rig.exchange.settled();
    const [record] = await rig.auctions();
    expect(record?.imps[0]?.candidates.map(({ demandKind, reason }) => [demandKind, reason])).toEqual([
      ['direct', 0],
      ['openrtb', 100],
    ]);
  });
});
