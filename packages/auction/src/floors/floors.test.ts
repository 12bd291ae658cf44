import { describe, expect, it } from 'vitest';
import { conversionOver, NO_CONVERSION, readRateTable } from '../currency/conversion.ts';
import type { FloorField, ModelLimits } from './floor-model.ts';
import { type FloorFacts, type FloorPlan, type FloorPolicy, floorOf, planFloors } from './floor-plan.ts';
import { readFloorData, readFloorRules } from './floor-rules.ts';

const limits: ModelLimits = {
  rulesMax: 5,
  fieldsMax: 4,
  alpha2: (code) => (code === 'DEU' ? 'DE' : code),
};
const policy: FloorPolicy = {
  enabled: true,
  enforceRate: 100,
  enforceDeals: false,
  adjustForBidAdjustment: true,
};
const schema = { fields: ['mediaType', 'size', 'domain'] };
const group = (values: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  schema,
  values,
  ...more,
});
const plan = (floors: unknown, options: Partial<Parameters<typeof planFloors>[1]> = {}): FloorPlan => {
  const { value, faults } = readFloorRules(floors, limits);
  const planned = planFloors(value, { fetched: undefined, policy, seed: 7, ...options });
  if (planned === undefined) throw new Error(faults.join());
  return planned;
};
const facts =
  (known: Partial<Record<FloorField, string>>): FloorFacts =>
  (field) =>
    known[field] ?? '*';
const page = facts({ mediatype: 'banner', size: '300x250', domain: 'news.example', country: 'de' });
const floor = (floors: unknown, options: Partial<Parameters<typeof floorOf>[2]> = {}) =>
  floorOf(plan(floors), page, { min: undefined, convert: NO_CONVERSION, ...options });

describe('the floor of an imp', () => {
  it('is that of the rule with the fewest wildcards, and of those the furthest right', () => {
    const values: Record<string, number> = {
      'Banner|300x250|news.example': 1,
      'banner|300x250|*': 2,
      'banner|*|news.example': 3,
      '*|300x250|news.example': 4,
      'banner|*|*': 5,
      '*|300x250|*': 6,
      '*|*|news.example': 7,
      '*|*|*': 8,
    };
    const found: number[] = [];
    for (const rule of Object.keys(values)) {
      const wide = readFloorRules(
        { data: { modelGroups: [group(values)] } },
        { ...limits, rulesMax: 10 },
      ).value;
      const planned = planFloors(wide, { fetched: undefined, policy, seed: 1 });
      const own = planned && floorOf(planned, page, { min: undefined, convert: NO_CONVERSION });
      found.push((own?.ruleMicros ?? 0) / 1e6);
      expect(own?.rule).toBe(rule.toLowerCase());
      delete values[rule];
    }
    expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is the default where no rule fits, none without one, and at least the least floor', () => {
    const data = (more: object) => ({
      currency: 'EUR',
      modelGroups: [{ ...group({ 'video|*|*': 1 }), ...more }],
    });
    expect(floor({ data: data({}) })).toBeUndefined();
    expect(floor({ data: data({ default: 0.5 }) })).toEqual({
      rule: '',
      ruleMicros: 500_000,
      micros: 500_000,
      currency: 'EUR',
    });
    const table = readRateTable({ USD: { EUR: 0.5 } });
    const convert = table.ok ? conversionOver([table.table]) : NO_CONVERSION;
    const floors = { floorMin: 2, floorMinCur: 'USD', data: data({ default: 0.5 }) };
    expect(floor(floors, { convert })?.micros).toBe(1_000_000);
    expect(floor(floors)).toBeUndefined();
    expect(floor(floors, { min: { micros: 700_000, currency: 'EUR' } })?.micros).toBe(700_000);
  });

  it('knows countries in both forms, other delimiters, and video in a stream by both names', () => {
    const own = facts({ mediatype: 'video', country: 'de' });
    const planned = plan({
      data: {
        modelGroups: [
          {
            schema: { fields: ['country', 'mediaType'], delimiter: '^' },
            values: { 'DEU^video-instream': 3 },
          },
        ],
      },
    });
    expect(floorOf(planned, own, { min: undefined, convert: NO_CONVERSION })?.rule).toBe('de^video');
  });
});

describe('which floors hold', () => {
  const data = (value: number, more: Record<string, unknown> = {}) => ({
    modelGroups: [group({ '*|*|*': value }, more)],
  });

  it('is drawn by the models’ weights', () => {
    const floors = {
      data: {
        modelGroups: [group({ '*|*|*': 1 }, { modelWeight: 75 }), group({ '*|*|*': 2 }, { modelWeight: 25 })],
      },
    };
    let heavy = 0;
    for (let seed = 0; seed < 2000; seed++)
      if (plan(floors, { seed: Math.imul(seed, 0x9e3779b1) }).model.weight === 75) heavy++;
    expect(heavy).toBeGreaterThan(1400);
    expect(heavy).toBeLessThan(1600);
  });

  it('skips and enforces as often as the rates say, the model’s before the data’s before the request’s', () => {
    const share = (floors: unknown, of: (planned: FloorPlan) => boolean, own = policy): number => {
      let count = 0;
      for (let seed = 0; seed < 1000; seed++)
        if (of(plan(floors, { seed: Math.imul(seed, 0x9e3779b1), policy: own }))) count++;
      return Math.round(count / 100) * 10;
    };
    const skipped = ({ skipped: own }: FloorPlan) => own;
    expect(share({ skipRate: 30, data: data(1) }, skipped)).toBe(30);
    expect(share({ skipRate: 30, data: { ...data(1), skipRate: 100 } }, skipped)).toBe(100);
    expect(share({ skipRate: 100, data: data(1, { skipRate: 50 }) }, skipped)).toBe(50);
    const enforced = ({ enforcement }: FloorPlan) => enforcement.enforced;
    expect(share({ enforcement: { enforceRate: 40 }, data: data(1) }, enforced)).toBe(40);
    expect(share({ data: data(1) }, enforced, { ...policy, enforceRate: 20 })).toBe(20);
    expect(share({ enforcement: { enforcePBS: false }, data: data(1) }, enforced)).toBe(0);
  });

  it('prefers what was fetched, and is nothing where account or request switch floors off', () => {
    const fetched = readFloorData(data(9), limits).value;
    expect(plan({ data: data(1) }, { fetched }).location).toBe('fetch');
    expect(planFloors(undefined, { fetched, policy, seed: 1 })?.model.values.get('*|*|*')).toBe(9_000_000);
    const never = readFloorData({ ...data(9), useFetchDataRate: 0 }, limits).value;
    expect(plan({ data: data(1) }, { fetched: never }).location).toBe('request');
    const off = readFloorRules({ enabled: false, data: data(1) }, limits).value;
    expect(planFloors(off, { fetched, policy, seed: 1 })).toBeUndefined();
    expect(
      planFloors(undefined, { fetched, policy: { ...policy, enabled: false }, seed: 1 }),
    ).toBeUndefined();
  });

  it('lets deals be held to floors only where account and request both want it', () => {
    const deals = (enforceDeals: boolean, floorDeals: boolean) =>
      plan({ enforcement: { floorDeals }, data: data(1) }, { policy: { ...policy, enforceDeals } })
        .enforcement.deals;
    expect([deals(true, true), deals(true, false), deals(false, true)]).toEqual([true, false, false]);
  });
});

describe('floors that are no floors', () => {
  const faults = (floors: unknown) => readFloorRules(floors, limits).faults;

  it.each([
    [{ skipRate: 101 }, 'Invalid SkipRate at ext.prebid.floors.skiprate'],
    [{ floorMin: -1 }, 'Invalid FloorMin, value should be >= 0'],
    [{ data: { skipRate: -1 } }, 'Invalid SkipRate at ext.prebid.floors.data.skiprate'],
    [{ data: { floorsSchemaVersion: 3 } }, 'Invalid FloorsSchemaVersion, supported version 2'],
    [{ data: {} }, 'No model group present in floors.data'],
    [{ data: { modelGroups: [{ schema: { fields: ['moon'] } }] } }, 'Invalid schema dimension'],
    [{ data: { modelGroups: [group({}, { modelWeight: 0 })] } }, 'ModelWeight is out of range'],
    [{ data: { modelGroups: [group({}, { default: -1 })] } }, 'Default is less than 0'],
    [{ data: { modelGroups: [group({}, { currency: 'euro' })] } }, 'its currency'],
    [{ data: { modelGroups: [group({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })] } }, 'greater than limit 5'],
    [
      {
        data: { modelGroups: [group({}, { schema: { fields: ['size', 'size', 'size', 'size', 'size'] } })] },
      },
      'greater than limit 4',
    ],
    [{ data: { modelGroups: [group({ 'a|b': 1, 'a|b|c': 'x' })] } }, "Invalid Floor Rule = 'a|b'"],
  ])('%j are told', (floors, fault) => {
    expect(faults(floors)[0]).toContain(fault);
  });
});
