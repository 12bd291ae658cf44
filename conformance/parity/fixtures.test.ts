import { createGates } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ExchangeRig,
  snapshotOf,
  startExchangeRig,
} from '../../services/exchange/src/testing/exchange-rig.ts';
import { readFixtures } from '../../services/exchange/src/testing/fixture.ts';
import { type MockBidder, startMockBidder } from '../../services/exchange/src/testing/mock-bidder.ts';
import { parityPolicy } from './parity-policy.ts';

const fixtures = await readFixtures(new URL('fixtures/', import.meta.url));

const BIDDERS = ['acme', 'beta', 'gamma'];
let bidders: Map<string, MockBidder>;
let rig: ExchangeRig;

beforeAll(async () => {
  const compiled = await parityPolicy();
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults.slice(0, 3)));
  const { policy } = compiled;
  bidders = new Map(await Promise.all(BIDDERS.map(async (id) => [id, await startMockBidder()] as const)));
  const snapshot = snapshotOf({
    accounts: [{ id: 'demo', name: 'Demo' }],
    bidders: [...bidders].map(([id, { endpoint }]) => ({
      id,
      endpoint,
      contract: 'parity',
      timeoutMs: 10_000,
    })),
  });
  rig = await startExchangeRig({
    snapshot,
    inForce: (keyedHash) => {
      const ruling = { policy, gates: createGates(policy, keyedHash) };
      return { at: () => ruling };
    },
  });
});
afterAll(async () => {
  await rig.close();
  for (const bidder of bidders.values()) await bidder.close();
});

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
  it(fixture.description, async () => {
    for (const bidder of bidders.values()) bidder.behave({ status: 204, delayMs: 0, text: '' });
    for (const { bidder, status, delayMs, body } of fixture.upstream) {
      const text = body === undefined ? '' : JSON.stringify(body);
      bidders.get(bidder)?.behave({ status, delayMs, text });
    }
    const { headers, query, body } = fixture.request;
    const res = await fetch(`${rig.url}/openrtb2/auction${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await res.text();
    expect(res.status, text).toBe(fixture.expect.status);
    for (const word of fixture.expect.contains) expect(text).toContain(word);
    for (const word of fixture.expect.lacks) expect(text).not.toContain(word);
    if (fixture.expect.body !== undefined)
      expect(JSON.parse(text)).toMatchObject(Object(fixture.expect.body));
    for (const { bidder, calls, receives, lacks } of fixture.upstream) {
      const received = bidders.get(bidder)?.received ?? [];
      expect(received.length, text).toBe(calls);
      const [told = '{}'] = received;
      if (receives !== undefined) expect(JSON.parse(told)).toMatchObject(Object(receives));
      for (const word of lacks) expect(told).not.toContain(word);
    }
  });
});
