import { RULE_DEPTH_MAX, TRAITS } from '../../../generated/form-schemas.gen.ts';
import { listOf, membersOf } from '../../../schema-form/members.ts';

/** What targeting can ask of a request, in the order the schema names it. */
export const TRAIT_NAMES: readonly string[] = Object.keys(TRAITS);

/** So many more rules may stand in the outermost. */
export const GROUP_DEPTH = RULE_DEPTH_MAX - 1;

export interface Condition {
  readonly trait: string;
  readonly values: readonly string[];
}

/** The conditions of a rule or of its `not`, in the schema's order. */
export function conditionsOf(rule: unknown): readonly Condition[] {
  const members = membersOf(rule);
  return TRAIT_NAMES.filter((trait) => members[trait] !== undefined).map((trait) => ({
    trait,
    values: listOf(members[trait]).map(String),
  }));
}

/** Traits that a rule does not ask for yet. */
export const freeTraits = (rule: unknown): readonly string[] => {
  const members = membersOf(rule);
  return TRAIT_NAMES.filter((trait) => members[trait] === undefined);
};

/** A rule without what says nothing; undefined where nothing is left. What is only begun is no part of a forecast or a summary. */
export function pruned(rule: unknown): Readonly<Record<string, unknown>> | undefined {
  const members = Object.entries(membersOf(rule)).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'not') {
      const not = pruned(value);
      return not === undefined ? [] : [[name, not]];
    }
    const kept =
      name === 'all' || name === 'any' ? listOf(value).flatMap((part) => pruned(part) ?? []) : listOf(value);
    return kept.length === 0 ? [] : [[name, kept]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Targeting without what says nothing. */
export function prunedTargeting(targeting: unknown): Readonly<Record<string, unknown>> {
  const { where, ...lists } = membersOf(targeting);
  const rule = pruned(where);
  return { ...lists, ...(rule && { where: rule }) };
}
