import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuctionView, ImpView } from '@jianchat/auction';
import {
  ALL_TEMPLATES,
  createServing,
  createTrainer,
  encodeModel,
  type LearnGate,
  type Model,
  type Serving,
  type Success,
} from '@jianchat/effectiveness';
import { FIELD } from '@jianchat/policy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openModelStore } from '../compose/model-file.ts';
import { createExpectedValue } from './expected-value.ts';
import { watchModel } from './watch-model.ts';

const policy = { version: 2, hash: 'a'.repeat(64) };
const gate = { templates: () => ALL_TEMPLATES };
const ads = ['good', 'bad'].map((creative) => ({
  format: 'banner',
  advertiser: 'adv-1',
  lineItem: `line-${creative}`,
  creative,
  size: '300x250',
}));

/** A model that has seen one creative clicked every tenth time and the other never. */
function trained(): Model {
  const trainer = createTrainer(undefined, { gate, policy });
  for (let number = 0; number < 2_000; number++)
    for (const ad of ads)
      trainer.learn({
        ...ad,
        ...{ media: 'm', placement: 'p', deviceType: 'phone', os: '', country: 'DE', atMs: number },
        key: String(number),
        policyVersion: 2,
        clicked: ad.creative === 'good' && number % 10 === 0,
      });
  return trainer.model();
}

const auction = (change: Partial<AuctionView> = {}) =>
  ({
    media: 'm',
    nowMs: 0,
    country: 'DE',
    deviceType: 'phone',
    seed: 7,
    learnable: ALL_TEMPLATES,
    ...change,
  }) as AuctionView;
const purse = { shareBps: () => 0, spend: () => {} };
const servingOf = (of: LearnGate = gate) => createServing({ gate: of, exploration: purse });
const expectedOf = (serving: Serving) => createExpectedValue(serving, purse).of;
const imp = () => ({ index: 0, placement: 'p' }) as ImpView;

describe('what a model expects', () => {
  it('U2: is more of the ad that was clicked, with the estimate to be recorded', () => {
    const serving = servingOf();
    serving.takeAds(ads);
    serving.takeModel(trained());
    const expected = expectedOf(serving);
    const shared = { currency: 'USD', imp: imp(), auction: auction() };
    const [good, bad] = ads.map(({ creative }) =>
      expected({ goal: 'click', creative, size: '300x250', ...shared }),
    );
    expect(good?.perImpression).toBeGreaterThan(0.03);
    expect(bad?.perImpression).toBeLessThan(0.01);
    expect(good?.estimate).toMatchObject({ exploreBps: 0, chancePpb: good?.estimate?.rankedPpb });
    expect(good?.perImpression).toBe((good?.estimate?.rankedPpb ?? 0) / 1e9);
  });

  it('U2 K6: is nothing where no model is there, signals let nothing be used, or nobody knows the ad', () => {
    const serving = servingOf();
    serving.takeAds(ads);
    const expected = expectedOf(serving);
    const ask = { goal: 'click', creative: 'good', size: '300x250', currency: 'USD', imp: imp() } as const;
    expect(expected({ ...ask, auction: auction() })).toBeUndefined();
    serving.takeModel(trained());
    expect(expected({ ...ask, imp: imp(), auction: auction() })).toBeDefined();
    expect(expected({ ...ask, imp: imp(), auction: auction({ learnable: 0 }) })).toBeUndefined();
    expect(
      expected({ ...ask, imp: imp(), creative: 'of-another-snapshot', auction: auction() }),
    ).toBeUndefined();
  });

  it('U2: of conversions is that of the ad after which more is bought, and nothing where they may not be used', () => {
    const trainer = createTrainer(trained(), { gate, policy });
    for (let number = 0; number < 600; number++)
      for (const ad of ads) {
        const click = {
          ...ad,
          ...{ media: 'm', placement: 'p', deviceType: 'phone', os: '', country: 'DE', atMs: number },
          ...{ policyVersion: 2, letIn: FIELD.conversion },
        };
        trainer.follow('conversion', click, ad.creative === 'bad' && number % 5 === 0 ? 1 : 0);
      }
    const rateOf = (creative: string, goal: Success, of: LearnGate = gate) =>
      toldOf(creative, goal, of)?.perImpression;
    const toldOf = (creative: string, goal: Success, of: LearnGate = gate) => {
      const serving = servingOf(of);
      serving.takeAds(ads);
      serving.takeModel(trainer.model());
      return expectedOf(serving)({
        goal,
        creative,
        size: '300x250',
        currency: 'USD',
        imp: imp(),
        auction: auction(),
      });
    };
    const perClick = (creative: string) =>
      (rateOf(creative, 'conversion') ?? 0) / (rateOf(creative, 'click') ?? 1);
    expect(perClick('bad')).toBeGreaterThan(0.1);
    expect(perClick('good')).toBeLessThan(0.05);
    const any = toldOf('bad', 'anyConversion');
    expect(any?.perImpression).toBeGreaterThan(rateOf('bad', 'conversion') ?? 1);
    expect([any, toldOf('bad', 'conversion')].map((told) => told?.estimate.views)).toEqual([true, undefined]);
    const clicksAlone: LearnGate = {
      templates: (_, goal = 'click') => (goal === 'click' ? ALL_TEMPLATES : 0),
    };
    expect(rateOf('good', 'conversion', clicksAlone)).toBeUndefined();
    expect(rateOf('good', 'click', clicksAlone)).toBeGreaterThan(0.03);
  });

  it('U2: is nothing of a model that was trained under a policy that nobody knows any more', () => {
    const serving = servingOf({ templates: ({ hash }) => (hash === policy.hash ? 0 : ALL_TEMPLATES) });
    serving.takeAds(ads);
    serving.takeModel(trained());
    const ask = {
      goal: 'click',
      creative: 'good',
      size: '300x250',
      currency: 'USD',
      imp: imp(),
      auction: auction(),
    } as const;
    expect(expectedOf(serving)(ask)).toBeUndefined();
  });
});

describe('the model file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jianchat-model-'));
    mkdirSync(join(folder, 'snapshot'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read at start and each time training replaces it; what is none changes nothing', async () => {
    const store = openModelStore(folder);
    const model = trained();
    await store.replace(encodeModel(model));
    const seen: number[] = [];
    const faults: string[] = [];
    const stop = watchModel(folder, {
      onModel: ({ provenance }) => seen.push(provenance.nextOffset),
      onUnreadable: (fault) => faults.push(fault),
    });
    expect(seen).toEqual([0]);
    await store.replace(encodeModel({ ...model, provenance: { ...model.provenance, nextOffset: 9 } }));
    await vi.waitFor(() => expect(seen.at(-1)).toBe(9), { timeout: 10_000 });
    await store.replace(Buffer.from('half a model'));
    await vi.waitFor(() => expect(faults).toContain('model.damaged'), { timeout: 10_000 });
    await store.remove();
    stop();
    expect(seen.at(-1)).toBe(9);
  });
});
