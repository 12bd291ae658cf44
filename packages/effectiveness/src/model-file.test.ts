import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyModel } from './model.ts';
import { decodeModel, encodeModel, MODEL_BYTES_MAX } from './model-file.ts';
import { simulateWorld } from './testing/simulated-traffic.ts';
import { trainOn } from './testing/train.ts';

const model = trainOn(simulateWorld({ seed: 3 }), { examples: 2_000 });
const bytes = encodeModel(model);

describe('a model as bytes', () => {
  it('comes back as it was', () => {
    expect(decodeModel(bytes)).toEqual({ ok: true, model });
    const empty = emptyModel({ version: 2, hash: 'b' });
    expect(decodeModel(encodeModel(empty))).toEqual({ ok: true, model: empty });
  });

  it('is as small as what was learned, and never larger than its bound', () => {
    expect(encodeModel(emptyModel({ version: 2, hash: '' })).length).toBeLessThan(10_000);
    expect(bytes.length).toBeLessThan(100_000);
    expect(MODEL_BYTES_MAX).toBeLessThan(12_000_000);
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
