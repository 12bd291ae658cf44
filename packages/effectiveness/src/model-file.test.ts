import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdFeatures, PlaceFeatures } from './features.ts';
import { emptyModel } from './model.ts';
import { decodeModel, encodeModel, MODEL_BYTES_MAX } from './model-file.ts';
import { createPredictor, emptyPrediction, prepareAd } from './predictor.ts';
import { ALL_TEMPLATES } from './templates.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';
import { createTrainer } from './trainer.ts';

const model = trainOn(simulateWorld({ seed: 3 }), { examples: 2_000 });
const bytes = encodeModel(model);

/** Written by a release that knew neither sizes nor operating systems. */
const FORMER: {
  readonly bytes: string;
  readonly predictions: readonly {
    readonly ad: Omit<AdFeatures, 'size'>;
    readonly place: Omit<PlaceFeatures, 'os'>;
    readonly chance: number;
    readonly deviation: number;
  }[];
} = JSON.parse(readFileSync(new URL('../fixtures/model-of-format-2.json', import.meta.url), 'utf8'));

describe('a model as bytes', () => {
  it('comes back as it was', () => {
    expect(decodeModel(bytes)).toEqual({ ok: true, model });
    const empty = emptyModel({ version: 2, hash: 'b' });
    expect(decodeModel(encodeModel(empty))).toEqual({ ok: true, model: empty });
  });

  it('is as small as what was learned, and never larger than its bound', () => {
    expect(encodeModel(emptyModel({ version: 2, hash: '' })).length).toBeLessThan(15_000);
    expect(bytes.length).toBeLessThan(100_000);
    expect(MODEL_BYTES_MAX).toBeLessThan(16_000_000);
  });

  it('of a release before is read, predicts as it did then, and goes on learning', () => {
    const reading = decodeModel(Buffer.from(FORMER.bytes, 'base64'));
    if (!reading.ok) throw new Error(reading.fault);
    expect(reading.model.provenance).toMatchObject({ impressions: 120, templates: 0xffff });
    const into = emptyPrediction();
    const predictions = () => {
      const { provenance } = reading.model;
      const predictor = createPredictor(reading.model, { templates: provenance.templates });
      return FORMER.predictions.map(({ ad, place }) => {
        const today = { ...ad, size: '300x250' };
        predictor.predict('click', prepareAd(today), {
          place: predictor.place({ ...place, os: 'ios' }),
          into,
        });
        return { ...into };
      });
    };
    for (const [at, { chance, deviation }] of predictions().entries()) {
      expect(chance).toBeCloseTo(FORMER.predictions[at]?.chance ?? 0, 9);
      expect(deviation).toBeCloseTo(FORMER.predictions[at]?.deviation ?? 0, 9);
    }
    const gate = { templates: () => ALL_TEMPLATES };
    const trainer = createTrainer(reading.model, { gate, policy: { version: 2, hash: 'a'.repeat(64) } });
    const [first] = FORMER.predictions;
    if (first === undefined) throw new Error('the fixture holds no prediction');
    const shown = {
      ...first.ad,
      ...first.place,
      size: '300x250',
      os: 'ios',
      policyVersion: 2,
      key: 'k',
      clicked: true,
    };
    for (let time = 0; time < 20; time++) trainer.learn(shown);
    expect(trainer.model().provenance).toMatchObject({ impressions: 140, templates: ALL_TEMPLATES });
    expect(predictions()[0]?.chance).toBeGreaterThan(first.chance);
  });

  it('with any byte changed, or cut anywhere, is damaged', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        return !decodeModel(changed).ok && !decodeModel(bytes.subarray(0, at)).ok;
      }),
      { numRuns: 200 },
    );
  });

  it('of arbitrary bytes is none, and reading them never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 4_000 }), (any) => !decodeModel(any).ok));
  });
});
