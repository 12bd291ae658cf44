import { readFile } from 'node:fs/promises';
import { type CompiledPolicy, createGates } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ExchangeRig,
  snapshotOf,
  startExchangeRig,
} from '../../services/exchange/src/testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from '../../services/exchange/src/testing/mock-bidder.ts';
import { parityPolicy } from './parity-policy.ts';

let policy: CompiledPolicy;
let bidder: MockBidder;
let rig: ExchangeRig;

beforeAll(async () => {
  const compiled = await parityPolicy();
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults.slice(0, 3)));
  ({ policy } = compiled);
  bidder = await startMockBidder();
  const inventory = {
    accounts: [{ id: 'demo', name: 'Demo' }],
    bidders: [{ id: 'acme', endpoint: bidder.endpoint, contract: 'parity', timeoutMs: 10_000 }],
  };
  rig = await startExchangeRig({
    snapshot: snapshotOf(inventory),
    inForce: (keyedHash) => {
      const ruling = { policy, gates: createGates(policy, keyedHash) };
      return { at: () => ruling };
    },
  });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});

const OUTER = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };

interface Told {
  readonly [member: string]: unknown;
}

/** What the bidder is told of a request about this person. */
async function toldOf(members: object): Promise<Told> {
  bidder.behave({ status: 204, delayMs: 0, text: '' });
  const request = { ...(await person()), ...members };
  const answer = await rig.exchange.auction({ body: Buffer.from(JSON.stringify(request)), outer: OUTER });
  expect(answer.status, answer.body).toBe(200);
  return JSON.parse(bidder.received[0] ?? '{}');
}

async function person(): Promise<Told> {
  return JSON.parse(await readFile(new URL('person-request.json', import.meta.url), 'utf8'));
}

describe('under a policy that grants what Prebid Server passes on', () => {
  it('a bidder is told all that was sent, but for what is addressed to the platform', async () => {
    const sent = await person();
    const told = await toldOf({});
    for (const part of ['site', 'device', 'regs', 'source', 'cur', 'bcat'] as const)
      expect(told[part], part).toEqual(sent[part]);
    const { ext: _ext, ...user } = Object(sent['user']);
    expect(told['user']).toEqual({ ...user, buyeruid: 'buyer-7' });
    expect(told['imp']).toEqual([
      {
        id: 'i-1',
        banner: { format: [{ w: 300, h: 250 }], pos: 1 },
        bidfloor: 0.4,
        secure: 1,
        ext: { gpid: '/1/slot', tid: 't-1', data: { pbadslot: '/1/slot' }, bidder: { placementId: 'p' } },
      },
    ]);
  });

  it('what Prebid Server withholds of a child, or where tracking is limited, is withheld', async () => {
    for (const members of [
      { regs: { coppa: 1 } },
      { device: { ...Object((await person())['device']), lmt: 1 } },
    ]) {
      const text = JSON.stringify(await toldOf(members));
      for (const value of ['11111111-2222', 'partner-7', 'buyer-7']) expect(text).not.toContain(value);
    }
  });

  it('what Prebid Server asks consent for in Europe needs consent', async () => {
    const device = { ...Object((await person())['device']), geo: { country: 'DEU', lat: 52.52, lon: 13.4 } };
    const text = JSON.stringify(await toldOf({ device, regs: { gdpr: 1 } }));
    for (const value of ['11111111-2222', 'partner-7', 'buyer-7', '52.52']) expect(text).not.toContain(value);
  });
});
