import { FIELD } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import type { Success } from './goals.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES } from './templates.ts';
import { type Campaign, followCampaign, newTrainer } from './testing/simulated-conversions.ts';
import type { Trainer } from './trainer.ts';

const RATES = { few: 0.01, some: 0.03, many: 0.08 };
const campaign: Campaign = {
  ...{ seed: 3, clicks: 20_000, days: 60, rates: RATES },
  ...{ delayHours: 24, windowHours: 168, waitHours: 24 },
};
const MEAN = Object.values(RATES).reduce((sum, rate) => sum + rate, 0) / 3;

/** Conversions expected per click, and how unsure their log-odds are. */
function expectedOf(
  trainer: Trainer,
  placement: string,
  names = { advertiser: 'adv', lineItem: 'line', creative: 'creative-1' },
) {
  const predictor = createPredictor(trainer.model(), { templates: ALL_TEMPLATES });
  const place = {
    media: 'media',
    placement,
    deviceType: 'phone',
    os: 'ios',
    country: 'DE',
    atMs: 1_800_000_000_000,
  };
  const at = { place: predictor.place(place), into: emptyPrediction() };
  const ad = prepareAd({ format: 'banner', size: '300x250', ...names });
  predictor.predict('conversion', ad, at);
  const both = { ...at.into };
  predictor.predict('click', ad, at);
  return { rate: both.chance / at.into.chance, deviation: both.deviation };
}
const meanOf = (trainer: Trainer): number =>
  Object.keys(RATES).reduce((sum, placement) => sum + expectedOf(trainer, placement).rate, 0) / 3;

const SEEDS = [3, 4, 5, 6];
/** What is expected on average over several worlds: what is left of the truth is no accident. */
function biasOf(of: Campaign): number {
  const means = SEEDS.map((seed) => {
    const trainer = newTrainer();
    followCampaign(trainer, { ...of, seed });
    return meanOf(trainer);
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

describe('conversions of clicks', () => {
  it('U2: finds by itself where an ad is bought after it was clicked', () => {
    for (const seed of [3, 4, 5]) {
      const trainer = newTrainer();
      followCampaign(trainer, { ...campaign, seed });
      for (const [placement, rate] of Object.entries(RATES))
        expect(Math.abs(Math.log(expectedOf(trainer, placement).rate / rate))).toBeLessThan(0.35);
    }
  });

  it('U2: are not expected rarer for coming late, once a campaign is much older than its window', () => {
    for (const delayHours of [2, 24, 72]) {
      // What comes after the window is no conversion.
      const truth = MEAN * (1 - Math.exp(-168 / delayHours));
      expect(Math.abs(biasOf({ ...campaign, delayHours }) / truth - 1)).toBeLessThan(0.08);
    }
  });

  it('U2: before that are expected too rarely by no more than the share that comes after the wait', () => {
    const share = Math.exp(-1);
    for (const days of [3, 5, 8]) {
      const ratio = biasOf({ ...campaign, days }) / MEAN;
      expect(ratio).toBeGreaterThan(1 - share - 0.03);
      expect(ratio).toBeLessThan(1.12);
    }
  });

  it('U2: are expected after views as well where those are paid for, and as rarely as they follow', () => {
    const trainer = newTrainer();
    const rates = { few: 0.005, many: 0.03 };
    followCampaign(trainer, { ...campaign, goal: 'viewConversion', rates });
    const at = { media: 'media', deviceType: 'phone', os: 'ios', country: 'DE', atMs: 1_800_000_000_000 };
    const ad = prepareAd({
      ...{ format: 'banner', advertiser: 'adv', lineItem: 'line', creative: 'creative-1', size: '300x250' },
    });
    const predictor = createPredictor(trainer.model(), { templates: ALL_TEMPLATES });
    const expected = (success: Success, placement: string) => {
      const into = emptyPrediction();
      predictor.predict(success, ad, { place: predictor.place({ ...at, placement }), into });
      return into;
    };
    for (const [placement, rate] of Object.entries(rates)) {
      const any = expected('anyConversion', placement);
      const clicked = expected('conversion', placement);
      expect(Math.abs(Math.log((any.chance - clicked.chance) / rate))).toBeLessThan(0.4);
      // What was seen often is surer than what nothing was learned of.
      expect(any.deviation).toBeLessThan(clicked.deviation);
    }
    expect(trainer.model().provenance).toMatchObject({ followedClicks: 0, conversions: 0 });
    expect(trainer.model().provenance.viewConversions).toBeGreaterThan(100);
  });

  it('lets a new line item begin with what its advertiser and the place have taught, and less sure of it', () => {
    const trainer = newTrainer();
    followCampaign(trainer, campaign);
    const known = expectedOf(trainer, 'many');
    const sibling = expectedOf(trainer, 'many', { advertiser: 'adv', lineItem: 'new', creative: 'new' });
    const other = { advertiser: 'other', lineItem: 'newer', creative: 'newer' };
    const stranger = expectedOf(trainer, 'many', other);
    expect(sibling.rate).toBeGreaterThan(0.04);
    expect(stranger.rate).toBeGreaterThan(expectedOf(trainer, 'few', other).rate);
    expect(known.deviation).toBeLessThan(sibling.deviation);
    expect(sibling.deviation).toBeLessThan(stranger.deviation);
  });

  it('takes what is told of one click beyond five for a mistake', () => {
    const trainer = newTrainer();
    const place = { media: 'm', placement: 'p', deviceType: 'tv', os: '', country: '', atMs: 0 };
    const ad = { format: 'banner', advertiser: 'a', lineItem: 'l', creative: 'c', size: '' };
    const click = { ...ad, ...place, policyVersion: 4, letIn: FIELD.conversion };
    trainer.follow('conversion', click, 1_000);
    expect(trainer.model().provenance).toMatchObject({ followedClicks: 1, conversions: 5 });
  });
});
