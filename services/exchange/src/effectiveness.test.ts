import { readFileSync } from 'node:fs';
import type { ExpectedValue } from '@jianchat/demand-direct';
import { ALL_TEMPLATES } from '@jianchat/effectiveness';
import { readToken } from '@jianchat/events';
import { type CompiledPolicy, createGates } from '@jianchat/policy';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig, TOKEN_KEY } from './testing/exchange-rig.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
const CHANCES: Readonly<Record<string, number>> = { 'creative-weak': 500_000, 'creative-strong': 9_000_000 };
const learnable: (number | undefined)[] = [];

const sent: { readonly micros: number; readonly explored: boolean }[] = [];

const asked: { readonly size: string; readonly os: string | undefined }[] = [];

const of: ExpectedValue['of'] = ({ creative, size, auction }) => {
  asked.push({ size, os: auction.os });
  learnable.push(auction.learnable);
  const chancePpb = CHANCES[creative];
  if (chancePpb === undefined) return undefined;
  const estimate = { chancePpb, deviationMilli: 120, rankedPpb: chancePpb, exploreBps: 1_000 };
  return { perImpression: chancePpb / 1e9, estimate };
};

/** Two line items that pay the same for a click, and a creative each. */
function inventory() {
  const file = read('inventory.json');
  const [creative] = file.creatives;
  const names = ['weak', 'strong'];
  file.lineItems = names.map((name) => ({
    id: `line-${name}`,
    advertiser: 'shop',
    cost: { model: 'cpc', clickMicros: 400_000 },
  }));
  file.creatives = names.map((name) => ({ ...creative, id: `creative-${name}`, lineItem: `line-${name}` }));
  return snapshotOf(file);
}

/** One that declares neither the operating system's family nor the ad's size. */
function silent(policy: CompiledPolicy): CompiledPolicy {
  const names = ['operatingSystem', 'adSize'];
  const fields = policy.fields.filter(({ name }) => !names.includes(name));
  return { ...policy, fields, fieldById: new Map(fields.map((field) => [field.id, field])) };
}

const outer = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };
let isSilent = false;
let rig: ExchangeRig;
beforeAll(async () => {
  rig = await startExchangeRig({
    snapshot: inventory(),
    expectedValue: { of, sent: (ad) => sent.push(ad) },
    lookUpCountry: () => 'DE',
    inForce(keyedHash, policy) {
      const rulings = [policy, silent(policy)].map((each) => ({
        policy: each,
        gates: createGates(each, keyedHash),
      }));
      return { at: () => rulings[isSilent ? 1 : 0] ?? { policy, gates: createGates(policy, keyedHash) } };
    },
  });
});
afterAll(() => rig.close());

it('U2: ranks what is paid per click by chance × bid, and records the estimates it decided by', async () => {
  const body = Buffer.from(JSON.stringify(read('page-request.json')));
  expect((await rig.exchange.auction({ body, outer })).status).toBe(200);
  await rig.exchange.settled();
  const [record] = await rig.auctions();
  const imp = record?.imps.find(({ candidates }) => candidates.length > 0);
  expect(imp?.candidates[imp.winner]).toMatchObject({
    demand: 'line-strong',
    // 0.9 % of 0.40 a click, a thousand times.
    priceMicros: 3_600_000,
    estimate: { chancePpb: 9_000_000, deviationMilli: 120, rankedPpb: 9_000_000, exploreBps: 1_000 },
  });
  const weak = imp?.candidates.find(({ demand }) => demand === 'line-weak');
  expect(weak).toMatchObject({ priceMicros: 200_000, estimate: { chancePpb: 500_000 } });
  // What the one that went out is expected to pay for one impression.
  expect(sent).toEqual([{ micros: 3_600, currency: 'USD', explored: false }]);
  // Nobody consented to anything: what is learned from recognises nobody.
  expect(new Set(learnable)).toEqual(new Set([ALL_TEMPLATES]));
});

it('U2 C2: says in which size and on which operating system an ad works, where the policy declares both', async () => {
  const body = Buffer.from(JSON.stringify(read('page-request.json')));
  const told = async () => {
    asked.length = 0;
    const answer = await rig.exchange.auction({ body, outer });
    const [, token = ''] = /\/e\/([\w.-]+)/.exec(answer.body.toString()) ?? [];
    const reading = readToken(token, { key: TOKEN_KEY, nowMs: Date.now(), lifetimeMs: 60_000 });
    if (!reading.ok) throw new Error(reading.fault);
    await rig.exchange.settled();
    const { os, imps } = (await rig.auctions()).at(-1) ?? { os: '', imps: [] };
    const sizes = imps.flatMap(({ candidates }) => candidates.map(({ size }) => size));
    return { claims: reading.claims, os, sizes };
  };
  const both = await told();
  expect(asked[0]).toEqual({ size: '300x250', os: 'android' });
  expect(both.claims).toMatchObject({ size: '300x250', os: 'android' });
  expect(both).toMatchObject({ os: 'android', sizes: ['300x250', '300x250'] });
  isSilent = true;
  const neither = await told();
  expect(asked[0]?.os).toBeUndefined();
  expect(neither.claims).not.toHaveProperty('size');
  expect(neither.claims).not.toHaveProperty('os');
  expect(neither).toMatchObject({ os: undefined, sizes: [undefined, undefined] });
});
