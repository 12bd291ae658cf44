import { readFileSync } from 'node:fs';
import type { ExpectedValue } from '@jianchat/demand-direct';
import { ALL_TEMPLATES } from '@jianchat/effectiveness';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
const CHANCES: Readonly<Record<string, number>> = { 'creative-weak': 500_000, 'creative-strong': 9_000_000 };
const learnable: (number | undefined)[] = [];

const sent: { readonly micros: number; readonly explored: boolean }[] = [];

const of: ExpectedValue['of'] = ({ creative, auction }) => {
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

let rig: ExchangeRig;
beforeAll(async () => {
  rig = await startExchangeRig({
    snapshot: inventory(),
    expectedValue: { of, sent: (ad) => sent.push(ad) },
    lookUpCountry: () => 'DE',
  });
});
afterAll(() => rig.close());

it('U2: ranks what is paid per click by chance × bid, and records the estimates it decided by', async () => {
  const body = Buffer.from(JSON.stringify(read('page-request.json')));
  const outer = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };
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
