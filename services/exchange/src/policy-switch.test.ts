import { readFile } from 'node:fs/promises';
import { explainRecord } from '@jianchat/auction';
import {
  type CompiledPolicy,
  createGates,
  createPolicyInForce,
  FIELD,
  type PolicyInForce,
} from '@jianchat/policy';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { startMockBidder } from './testing/mock-bidder.ts';

const inventory = await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8');
const DAY_MS = 86_400_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A next version that no longer collects the page's address. */
function shorter(policy: CompiledPolicy): CompiledPolicy {
  const fields = policy.fields.map((field) =>
    field.id === FIELD.pageAddress ? { ...field, regimes: 0, collect: 'off' as const } : field,
  );
  return {
    ...policy,
    version: policy.version + 1,
    hash: 'f'.repeat(64),
    fields,
    fieldById: new Map(fields.map((field) => [field.id, field])),
  };
}

async function ask(rig: ExchangeRig): Promise<void> {
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r-1',
      imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-c': {} } } } }],
      site: { domain: 'news.example', page: 'https://news.example/a-story', publisher: { id: 'demo' } },
    }),
  });
  expect(res.status).toBe(200);
  await rig.exchange.settled();
}

describe('a scheduled version of the policy', () => {
  it('V2: takes over between two requests when its day comes, and old records stay explained by the old one', async () => {
    const bidder = await startMockBidder();
    closers.push(() => bidder.close());
    const content = JSON.parse(inventory);
    for (const known of content.bidders) known.endpoint = bidder.endpoint;
    const clock = { nowMs: Date.UTC(2027, 0, 14, 23, 59, 59, 999) };
    let inForce: PolicyInForce | undefined;
    const rig = await startExchangeRig({
      snapshot: snapshotOf(content),
      now: () => clock.nowMs,
      inForce: (keyedHash, policy) => {
        const schedule = [
          { policy, fromMs: 0 },
          { policy: shorter(policy), fromMs: Date.UTC(2027, 0, 15) },
        ];
        inForce = createPolicyInForce(schedule, {
          gatesOf: (each) => createGates(each, keyedHash),
          nowMs: clock.nowMs,
        });
        return inForce;
      },
    });
    closers.push(() => rig.close());
    await ask(rig);
    clock.nowMs += 1;
    await ask(rig);
    clock.nowMs += DAY_MS;
    await ask(rig);

    expect(bidder.received.map((body) => body.includes('a-story'))).toEqual([true, false, false]);
    const records = await rig.auctions();
    const { version } = rig.policy;
    expect(records.map(({ policyVersion }) => policyVersion)).toEqual([version, version + 1, version + 1]);
    expect((await rig.disclosures()).map(({ policyHash }) => policyHash)).toEqual([
      rig.policy.hash,
      'f'.repeat(64),
      'f'.repeat(64),
    ]);
    const fates = records.map((record) => {
      const tables = inForce?.ofVersion(record.policyVersion);
      const fields = tables && explainRecord(tables, record).fields;
      return fields?.find(({ field }) => field === 'pageAddress')?.fate;
    });
    expect(fates).toEqual(['kept', 'dropped', 'dropped']);
  });

  it('V2: lets no consent of before its announcement count for what it widens, from its first request on', async () => {
    const bidder = await startMockBidder();
    closers.push(() => bidder.close());
    const content = JSON.parse(inventory);
    for (const known of content.bidders) known.endpoint = bidder.endpoint;
    const clock = { nowMs: Date.UTC(2027, 0, 14, 23, 59, 59, 999) };
    const announcedMs = Date.UTC(2026, 11, 15);
    const rig = await startExchangeRig({
      snapshot: snapshotOf(content),
      now: () => clock.nowMs,
      inForce: (keyedHash, policy) => {
        const bit = policy.purposes.find(({ name }) => name === 'personalisedAds')?.bit ?? 0;
        const asked = [
          { announcedMs, purposes: policy.regimes.map(({ name }) => (name === 'cn' ? bit : 0)) },
        ];
        return createPolicyInForce(
          [
            { policy, fromMs: 0 },
            { policy: shorter(policy), fromMs: Date.UTC(2027, 0, 15), askedAnew: asked },
          ],
          { gatesOf: (each) => createGates(each, keyedHash), nowMs: clock.nowMs },
        );
      },
    });
    closers.push(() => rig.close());
    const tells = async (chosenMs: number): Promise<boolean> => {
      const before = bidder.received.length;
      await fetch(`${rig.url}/openrtb2/auction`, {
        method: 'POST',
        body: JSON.stringify({
          id: 'r-1',
          imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-a': {} } } } }],
          site: { domain: 'news.example', publisher: { id: 'demo' } },
          device: { geo: { country: 'CHN' } },
          user: {
            data: [{ id: 'd', segment: [{ id: 'sports-fan' }] }],
            ext: { separate_consent: [1, 3, 5], separate_consent_at: chosenMs / 1_000 },
          },
        }),
      });
      return bidder.received.slice(before).some((body) => body.includes('sports-fan'));
    };
    expect(await tells(announcedMs - DAY_MS)).toBe(true);
    clock.nowMs += 1;
    expect(await tells(announcedMs - DAY_MS)).toBe(false);
    expect(await tells(announcedMs)).toBe(true);
    await rig.exchange.settled();
    expect(
      (await rig.auctions()).map(({ reasons }) => reasons.includes('signal.consent.beforeWidening')),
    ).toEqual([false, true, false]);
  });
});
