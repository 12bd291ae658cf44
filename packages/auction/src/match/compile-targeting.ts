import { type Targeting, type TargetingRule, TRAIT_NAMES, type TraitName } from '@jianchat/snapshot';
import type { ImpView } from '../imp-view.ts';
import { type Traits, traitValue } from './traits.ts';

export type Matches = (traits: Traits, imp: ImpView) => boolean;

/** Targeting, made ready once per snapshot: what an index can look up, and what has to be asked of each request. */
export interface CompiledTargeting {
  /** All must hold: the trait has one of the values. */
  readonly conditions: ReadonlyMap<TraitName, ReadonlySet<string>>;
  /** What must hold besides; undefined where nothing. */
  readonly rest: Matches | undefined;
}

/** Of these a request has at most one value, so that two conditions are one with the values common to both. */
const SINGLE: ReadonlySet<TraitName> = new Set([
  'media',
  'placement',
  'country',
  'region',
  'city',
  'deviceType',
  'os',
  'browser',
  'isp',
]);

/**
 * A value that is not known is no value: a condition on it does not hold, and so its negation does. An exclusion keeps
 * away those of whom it is known that they are excluded.
 */
export function compileTargeting(targeting: Targeting): CompiledTargeting {
  const conditions = new Map<TraitName, ReadonlySet<string>>();
  const rest: Matches[] = [];
  const require = (trait: TraitName, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    const wanted = setOf(trait, values);
    const known = conditions.get(trait);
    if (known === undefined) conditions.set(trait, wanted);
    else if (SINGLE.has(trait)) conditions.set(trait, known.intersection(wanted));
    else rest.push(hasOneOf(trait, wanted));
  };
  const requireRule = (rule: TargetingRule): void => {
    const affirmed = doublyNegated(rule);
    if (affirmed !== undefined) {
      requireRule(affirmed);
      return;
    }
    for (const trait of TRAIT_NAMES) require(trait, rule[trait]);
    for (const part of rule.all ?? []) requireRule(part);
    const { any, not } = rule;
    if (any?.length === 1) for (const part of any) requireRule(part);
    else if (any !== undefined) rest.push(compileRule({ any }));
    if (not !== undefined) rest.push(compileRule({ not }));
  };
  require('media', targeting.media);
  require('placement', targeting.placements);
  require('country', targeting.countries);
  require('deviceType', targeting.deviceTypes);
  if (targeting.where !== undefined) requireRule(targeting.where);
  return { conditions, rest: rest.length === 0 ? undefined : allOf(rest) };
}

/** What of it does not hold: traits by name, `where` for rules that are no list of values. */
export function targetingFaults(
  { conditions, rest }: CompiledTargeting,
  traits: Traits,
  imp: ImpView,
): readonly (TraitName | 'where')[] {
  const failed = [...conditions].filter(([trait, wanted]) => !hasOneOf(trait, wanted)(traits, imp));
  const faults: (TraitName | 'where')[] = failed.map(([trait]) => trait);
  if (rest !== undefined && !rest(traits, imp)) faults.push('where');
  return faults;
}

/** `{not: {not: x}}` is x, which an index can look up. */
function doublyNegated({ not, ...others }: TargetingRule): TargetingRule | undefined {
  if (not?.not === undefined || Object.keys(others).length > 0 || Object.keys(not).length > 1)
    return undefined;
  return not.not;
}

/** Whether all of it holds: for what is asked too seldom to be indexed. */
export function matchesTargeting(
  { conditions, rest }: CompiledTargeting,
  traits: Traits,
  imp: ImpView,
): boolean {
  for (const [trait, wanted] of conditions) if (!hasOneOf(trait, wanted)(traits, imp)) return false;
  return rest === undefined || rest(traits, imp);
}

function compileRule(rule: TargetingRule): Matches {
  const parts: Matches[] = [];
  for (const trait of TRAIT_NAMES) {
    const values = rule[trait];
    if (values !== undefined) parts.push(hasOneOf(trait, setOf(trait, values)));
  }
  const { all, any, not } = rule;
  if (all !== undefined) parts.push(allOf(all.map(compileRule)));
  if (any !== undefined) parts.push(anyOf(any.map(compileRule)));
  if (not !== undefined) {
    const excluded = compileRule(not);
    parts.push((traits, imp) => !excluded(traits, imp));
  }
  return allOf(parts);
}

const setOf = (trait: TraitName, values: readonly string[]): ReadonlySet<string> =>
  new Set(values.map((value) => traitValue(trait, value)));

function hasOneOf(trait: TraitName, wanted: ReadonlySet<string>): Matches {
  return (traits, imp) => {
    for (const value of traits.of(trait, imp)) if (wanted.has(value)) return true;
    return false;
  };
}

function allOf(parts: readonly Matches[]): Matches {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return (traits, imp) => {
    for (const part of parts) if (!part(traits, imp)) return false;
    return true;
  };
}

function anyOf(parts: readonly Matches[]): Matches {
  return (traits, imp) => {
    for (const part of parts) if (part(traits, imp)) return true;
    return false;
  };
}
