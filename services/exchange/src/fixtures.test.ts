import { readFile } from 'node:fs/promises';
import { AD_ANSWER_FIELDS } from '@jianchat/auction';
import type { BidResponse } from '@jianchat/openrtb';
import { unmapped } from '@jianchat/policy';
import type { Snapshot } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { type Fixture, readFixtures } from './testing/fixture.ts';
import { type MockBidder, startMockBidder } from './testing/mock-bidder.ts';

const ROOT = new URL('../fixtures/', import.meta.url);
const fixtures = await readFixtures(ROOT);

const BIDDERS = ['dsp-a', 'dsp-b', 'dsp-c', 'dsp-old', 'dsp-narrow', 'no-contract'];
let rig: ExchangeRig;
let bidders: Map<string, MockBidder>;
let snapshot: Snapshot;

beforeAll(async () => {
  bidders = new Map(await Promise.all(BIDDERS.map(async (id) => [id, await startMockBidder()] as const)));
  const inventory = await readInventory();
  for (const bidder of inventory.bidders) bidder.endpoint = bidders.get(bidder.id)?.endpoint;
  snapshot = snapshotOf(inventory);
  rig = await startExchangeRig({
    snapshot,
    lookUpCountry: (ip) => (ip.startsWith('203.0.113.') ? 'DE' : undefined),
  });
});
/** What is for sale, and besides it the settings and stored answers that some cases are about. */
async function readInventory() {
  const [inventory, answers] = await Promise.all(
    ['inventory.json', 'inventory-answers.json'].map(async (name) =>
      JSON.parse(await readFile(new URL(name, ROOT), 'utf8')),
    ),
  );
  for (const [name, value] of Object.entries(answers))
    inventory[name] = Array.isArray(value)
      ? [...inventory[name], ...value]
      : { ...inventory[name], ...Object(value) };
  return inventory;
}

afterAll(async () => {
  await rig.close();
  for (const bidder of bidders.values()) await bidder.close();
});

function arrange(fixture: Fixture): void {
  for (const bidder of bidders.values()) bidder.behave({ status: 204, delayMs: 0, text: '' });
  for (const { bidder, status, delayMs, body } of fixture.upstream) {
    const mock = bidders.get(bidder);
    if (mock === undefined) throw new Error(`${fixture.name}: unknown bidder ${bidder}`);
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    mock.behave({ status, delayMs, text });
  }
}

/** The shared snapshot with the case's own settings. */
function snapshotFor({ settings }: Fixture): Snapshot {
  if (Object.keys({ ...settings.host, ...settings.accounts }).length === 0) return snapshot;
  const accounts = snapshot.accounts.map((account) => ({
    ...account,
    settings: settings.accounts[account.id] ?? account.settings,
  }));
  return { ...snapshot, host: settings.host, accounts };
}

function checkUpstream(fixture: Fixture): void {
  const named = new Set(fixture.upstream.map(({ bidder }) => bidder));
  for (const [id, bidder] of bidders) if (!named.has(id)) expect(bidder.received).toEqual([]);
  for (const { bidder, calls, receives, lacks } of fixture.upstream) {
    const received = bidders.get(bidder)?.received ?? [];
    expect(received.length).toBe(calls);
    const [text = '{}'] = received;
    if (receives !== undefined) expect(JSON.parse(text)).toMatchObject(Object(receives));
    for (const word of lacks) expect(text).not.toContain(word);
  }
}

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
  it(fixture.description, async () => {
    arrange(fixture);
    rig.use(snapshotFor(fixture));
    const { headers, query, body } = fixture.request;
    const res = await fetch(`${rig.url}/openrtb2/auction${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await res.text();
    expect(res.status, text).toBe(fixture.expect.status);
    if (fixture.expect.text !== undefined) expect(text).toBe(fixture.expect.text);
    for (const word of fixture.expect.contains) expect(text).toContain(word);
    for (const word of fixture.expect.lacks) expect(text).not.toContain(word);
    if (fixture.expect.body !== undefined)
      expect(JSON.parse(text)).toMatchObject(Object(fixture.expect.body));
    checkUpstream(fixture);
    if (res.status !== 200) return;
    const answer = JSON.parse(text) as BidResponse;
    // Whatever leaves in an answer is a declared field.
    expect(unmapped(answer, AD_ANSWER_FIELDS)).toEqual([]);
    const { bidid } = answer;
    await rig.exchange.settled();
    const disclosure = (await rig.disclosures()).find(({ auction }) => auction === bidid);
    expect((disclosure?.entries ?? []).map(({ recipient }) => recipient)).toEqual(fixture.expect.disclosedTo);
    const record = (await rig.auctions()).find(({ id }) => id === bidid);
    if (fixture.expect.record === null) return expect(record).toBeUndefined();
    expect(record).toMatchObject(Object(fixture.expect.record ?? {}));
    // What the record says was shared is what was shown to have been written before it was sent.
    expect(record?.disclosures).toEqual(disclosure?.entries ?? []);
  });
});
