import { describe, expect, it } from 'vitest';
import { emptyModel } from './model.ts';
import { reportModel } from './model-report.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';

describe('the report of a model', () => {
  const report = reportModel(trainOn(simulateWorld({ seed: 8, base: -3 }), { examples: 40_000 }));
  const clicks = report.slices.find(({ goal, slice }) => goal === 'click' && slice === 'all');

  it('U2: shows that predictions tell good places from bad ones, and add up', () => {
    expect(clicks?.corrected.auc).toBeGreaterThan(0.63);
    expect(clicks?.corrected.normalisedEntropy).toBeLessThan(0.975);
    expect(Math.abs((clicks?.corrected.calibration ?? 0) - 1)).toBeLessThan(0.08);
    const lifts = clicks?.corrected.bins.map(({ lift }) => lift) ?? [];
    expect(lifts.at(-1)).toBeGreaterThan(1.8);
    expect(lifts[0]).toBeLessThan(0.7);
  });

  it('has the formats that were shown and no others', () => {
    expect(report.slices.map(({ slice }) => slice)).toEqual(['all', 'banner', 'video']);
    expect(reportModel(emptyModel({ version: 1, hash: '' })).slices).toEqual([]);
  });
});
