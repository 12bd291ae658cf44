import { effectivenessReport } from '@jianchat/api-contract';
import { ALL_TEMPLATES, createTrainer, encodeModel } from '@jianchat/effectiveness';
import { describe, expect, it } from 'vitest';
import { readEffectiveness } from './effectiveness.ts';

/** A model that has seen one creative clicked often, and one never. */
function modelBytes(): Buffer {
  const policy = { version: 2, hash: 'a'.repeat(64) };
  const trainer = createTrainer(undefined, { gate: { templates: () => ALL_TEMPLATES }, policy });
  for (let number = 0; number < 4_000; number++) {
    const good = number % 2 === 0;
    trainer.learn({
      key: String(number),
      format: good ? 'banner' : 'video',
      advertiser: 'adv-1',
      lineItem: 'line-1',
      creative: good ? 'good' : 'bad',
      size: '300x250',
      media: 'media-1',
      placement: 'placement-1',
      deviceType: 'phone',
      os: 'ios',
      country: 'DE',
      atMs: 1_800_000_000_000 + number,
      policyVersion: 2,
      clicked: good && number % 20 === 0,
    });
  }
  return encodeModel(trainer.model());
}

describe('the report of effectiveness', () => {
  it('U2: shows predictions against what followed, overall and by format', () => {
    const report = effectivenessReport.answer.parse(readEffectiveness(modelBytes(), 500));
    expect(report).toMatchObject({ learned: true, policyVersion: 2, impressions: 4_000, clicks: 200 });
    expect(report.trainedTo).toBe(new Date(1_800_000_003_999).toISOString());
    expect(report.slices.map(({ slice }) => slice)).toEqual(['all', 'banner', 'video']);
    const all = report.slices[0]?.scores;
    expect(all?.auc).toBeGreaterThan(0.7);
    expect(all?.normalisedEntropy).toBeLessThan(0.95);
    const [first, last] = [all?.bins[0], all?.bins.at(-1)];
    expect((last?.lift ?? 0) - (first?.lift ?? 0)).toBeGreaterThan(1);
  });

  it('says that nothing was learned where there is no model, or none of this release', () => {
    const nothing = { learned: false, trainedTo: null, impressions: 0, exploreBps: 500, slices: [] };
    for (const bytes of [undefined, Buffer.from('another format altogether')])
      expect(effectivenessReport.answer.parse(readEffectiveness(bytes, 500))).toMatchObject(nothing);
  });
});
