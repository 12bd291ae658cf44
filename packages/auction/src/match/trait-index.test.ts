import { RULE_DEPTH_MAX, Targeting, type TargetingRule, type TraitName } from '@jianchat/snapshot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ImpView, viewImp } from '../imp-view.ts';
import { compileTargeting, matchesTargeting } from './compile-targeting.ts';
import { indexTargetings } from './trait-index.ts';
import { NO_TRAITS, type Traits } from './traits.ts';

const imp: ImpView = viewImp(
  { id: '1', banner: {} },
  { index: 0, placement: 'p', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
);
type Known = Partial<Record<TraitName, readonly string[]>>;
const traitsOf = (known: Known): Traits => ({ of: (trait) => known[trait] ?? [] });
const matches = (targeting: Targeting, known: Known) =>
  matchesTargeting(compileTargeting(targeting), traitsOf(known), imp);

describe('targeting', () => {
  it.each<[string, TargetingRule, Known, boolean]>([
    ['one of several values', { country: ['DE', 'FR'] }, { country: ['FR'] }, true],
    ['another value', { country: ['DE'] }, { country: ['FR'] }, false],
    ['an unknown value', { country: ['DE'] }, {}, false],
    ['an exclusion', { not: { country: ['DE'] } }, { country: ['DE'] }, false],
    ['an exclusion of what is unknown', { not: { country: ['DE'] } }, {}, true],
    ['both of two members', { os: ['ios'], language: ['de'] }, { os: ['ios'] }, false],
    ['one of two rules', { any: [{ os: ['ios'] }, { language: ['de'] }] }, { language: ['de'] }, true],
    [
      'two categories',
      { all: [{ category: ['IAB1'] }, { category: ['IAB2'] }] },
      { category: ['IAB1'] },
      false,
    ],
    [
      'two of two categories',
      { all: [{ category: ['IAB1'] }, { category: ['IAB2'] }] },
      { category: ['IAB2', 'IAB1'] },
      true,
    ],
    ['no country in common', { all: [{ country: ['DE'] }, { country: ['FR'] }] }, { country: ['DE'] }, false],
    ['a city in any case', { city: ['Köln'] }, { city: ['köln'] }, true],
  ])('%s', (_what, where, known, outcome) => {
    expect(matches(Targeting.parse({ where }), known)).toBe(outcome);
  });

  it('says at least one thing in each rule', () => {
    for (const where of [{}, { any: [] }, { any: [{}] }, { not: {} }])
      expect(Targeting.safeParse({ where }).success).toBe(false);
  });

  it('nests to a bound, and reads nothing that is deeper or has more rules', () => {
    const nested = (depth: number): TargetingRule => {
      let rule: TargetingRule = { os: ['ios'] };
      for (let at = 1; at < depth; at++) rule = at % 2 === 0 ? { not: rule } : { any: [rule] };
      return rule;
    };
    const wide = { any: Array.from({ length: 100 }, () => ({ all: Array(5).fill({ os: ['ios'] }) })) };
    expect(Targeting.safeParse({ where: nested(RULE_DEPTH_MAX) }).success).toBe(true);
    const faults = [nested(RULE_DEPTH_MAX + 1), nested(200_000), wide].map(
      (where) => Targeting.safeParse({ where }).error?.issues[0]?.message,
    );
    expect(faults).toEqual([
      'rules nest at most 12 deep',
      'rules nest at most 12 deep',
      'at most 500 rules in all',
    ]);
  });
});

/** The rule read as it stands, without any index. */
function holds(rule: TargetingRule, known: Known): boolean {
  const { all = [], any, not, ...traits } = rule;
  return (
    Object.entries(traits).every(([trait, values]) =>
      (known[trait as TraitName] ?? []).some((value) => values?.includes(value)),
    ) &&
    all.every((part) => holds(part, known)) &&
    (any?.some((part) => holds(part, known)) ?? true) &&
    !(not !== undefined && holds(not, known))
  );
}

const value = fc.constantFrom('a', 'b', 'c');
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 2 });
const trait = fc.constantFrom<TraitName>('country', 'category', 'keyValue');
const conditions = fc.dictionary(trait, values, { minKeys: 1 }) as fc.Arbitrary<TargetingRule>;
const level = (part: fc.Arbitrary<TargetingRule>): fc.Arbitrary<TargetingRule> =>
  fc
    .tuple(
      conditions,
      fc.record(
        {
          all: fc.array(part, { maxLength: 2 }),
          any: fc.array(part, { minLength: 1, maxLength: 2 }),
          not: part,
        },
        { requiredKeys: [] },
      ),
    )
    .map(([own, nested]) => ({ ...own, ...nested }));
const request = fc.record({
  country: fc.array(value, { maxLength: 1 }),
  category: fc.uniqueArray(value),
  keyValue: fc.uniqueArray(value),
});

it('finds of many targetings those that hold, whatever they say', () => {
  fc.assert(
    fc.property(fc.array(level(level(level(conditions))), { maxLength: 70 }), request, (rules, known) => {
      const compiled = rules.map((where) => compileTargeting({ where }));
      const bits = indexTargetings(compiled).eligible(traitsOf(known), imp);
      const found = compiled.map(
        ({ rest }, at) =>
          (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1 && (rest?.(traitsOf(known), imp) ?? true),
      );
      expect(found).toEqual(rules.map((rule) => holds(rule, known)));
      for (const [at, one] of compiled.entries())
        expect(matchesTargeting(one, traitsOf(known), imp)).toBe(found[at]);
      expect(bits.reduce((sum, word) => sum + (word >>> 0), 0)).toBeLessThan(2 ** (32 * 3));
      if (rules.length % 32 > 0) expect((bits.at(-1) ?? 0) >>> (rules.length % 32)).toBe(0);
    }),
  );
});

it('matches nobody where a condition asks and nothing is known', () => {
  fc.assert(
    fc.property(conditions, (where) => {
      expect(matchesTargeting(compileTargeting({ where }), NO_TRAITS, imp)).toBe(false);
    }),
  );
});
