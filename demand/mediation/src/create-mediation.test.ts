import type { MediatedImp, WaterfallStep } from '@jianchat/auction';
import { Mediation } from '@jianchat/snapshot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMediation } from './create-mediation.ts';

const mediation = createMediation();

function ranked(networks: readonly object[], changes: Partial<MediatedImp> = {}): readonly WaterfallStep[] {
  const parsed = Mediation.parse({ networks });
  return mediation.waterfall({
    mediation: parsed,
    formats: ['banner'],
    country: 'DE',
    floorMicros: 0,
    bestMicros: 0,
    networks: new Set(parsed.networks.map(({ network }) => network)),
    convert: (micros) => micros,
    ...changes,
  });
}

const names = (steps: readonly WaterfallStep[]) =>
  steps.map((step) => ('network' in step ? step.network.network : 'auction'));

const A = { network: 'a', ecpmMicros: 3_000_000 };
const B = { network: 'b', ecpmMicros: 1_000_000 };
const C = { network: 'c', ecpmMicros: 2_000_000 };

describe('networks of a placement', () => {
  it('U2: come by price, with the best bid among them', () => {
    expect(names(ranked([B, A, C], { bestMicros: 2_000_000 }))).toEqual(['a', 'auction', 'c', 'b']);
    expect(names(ranked([B, A, C]))).toEqual(['a', 'c', 'b']);
  });

  it('are priced by country, then by format, then as they are', () => {
    const network = {
      ...B,
      ecpmByCountry: { DE: 5_000_000 },
      ecpmByFormat: { banner: 4_000_000 },
    };
    const price = (changes: Partial<MediatedImp>) => ranked([network], changes)[0]?.priceMicros;
    expect(price({})).toBe(5_000_000);
    expect(price({ country: 'FR' })).toBe(4_000_000);
    expect(price({ country: '', formats: ['video', 'banner'] })).toBe(1_000_000);
    expect(price({ country: 'FR', convert: (micros) => micros * 2 })).toBe(8_000_000);
  });

  it('U2: come by what they have really paid, where they reported enough to tell', () => {
    const realised = { a: { ecpmMicros: 500_000 }, b: { ecpmMicros: 900_000, byCountry: { DE: 2_500_000 } } };
    expect(names(ranked([A, B, C], { realised }))).toEqual(['b', 'c', 'a']);
    expect(names(ranked([A, B, C], { realised, country: 'FR' }))).toEqual(['c', 'b', 'a']);
  });

  it.each<[string, object, Partial<MediatedImp>]>([
    ['switched off', { ...A, enabled: false }, {}],
    ['not in the app', A, { networks: new Set(['b']) }],
    ['not serving the country', { ...A, countries: ['FR'] }, {}],
    ['serving some countries, where the country is unknown', { ...A, countries: ['FR'] }, { country: '' }],
    ['paying less than it must', { ...A, ecpmMicrosMin: 3_000_001 }, {}],
    ['paying less than the floor', A, { floorMicros: 3_000_001 }],
    ['paying in a currency that nobody can compare', A, { convert: () => undefined }],
    ['paying nothing', { ...A, ecpmMicros: 0 }, {}],
  ])('U2: are left out when %s', (_what, network, changes) => {
    expect(ranked([network], changes)).toEqual([]);
  });

  it('U2: are never told in an order that pays less first, and each once', () => {
    const network = fc.record({ ecpmMicros: fc.integer({ min: 0, max: 50 }), enabled: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(network, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (list, bestMicros, floorMicros) => {
          const steps = ranked(
            list.map((one, index) => ({ ...one, network: `n${index}` })),
            { bestMicros, floorMicros },
          );
          const prices = steps.map(({ priceMicros }) => priceMicros);
          expect(prices).toEqual(prices.toSorted((a, b) => b - a));
          expect(new Set(names(steps)).size).toBe(steps.length);
          const told = list.filter(
            ({ enabled, ecpmMicros }) => enabled && ecpmMicros > 0 && ecpmMicros >= floorMicros,
          );
          expect(steps.length).toBe(told.length + (bestMicros > 0 ? 1 : 0));
        },
      ),
    );
  });
});
