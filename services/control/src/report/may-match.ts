import type { Targeting, TargetingRule, TraitName } from '@jianchat/snapshot';

/** What is recorded of a request, by trait; a trait that is not there was not recorded. */
export type Recorded = Readonly<Partial<Record<TraitName, string>>>;

/** undefined: it can't be told from what is recorded. */
type Answer = boolean | undefined;

const all = (answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
const any = (answers: readonly Answer[]): Answer =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;

/** Whether requests with these records may meet the targeting; what can't be told does not keep them out. */
export function mayMatch(targeting: Targeting, recorded: Recorded): boolean {
  const { media, placements, countries, deviceTypes, where } = targeting;
  const lists: TargetingRule = { media, placement: placements, country: countries, deviceType: deviceTypes };
  return all([answerOf(lists, recorded), where === undefined ? true : answerOf(where, recorded)]) !== false;
}

function answerOf(rule: TargetingRule, recorded: Recorded): Answer {
  const { all: every, any: some, not, ...traits } = rule;
  const parts: Answer[] = Object.entries(traits).map(([trait, values]) => {
    const value = recorded[trait as TraitName];
    if (values === undefined) return true;
    return value === undefined ? undefined : values.includes(value);
  });
  for (const part of every ?? []) parts.push(answerOf(part, recorded));
  if (some !== undefined) parts.push(any(some.map((part) => answerOf(part, recorded))));
  if (not !== undefined) {
    const excluded = answerOf(not, recorded);
    parts.push(excluded === undefined ? undefined : !excluded);
  }
  return all(parts);
}

/** The traits that a targeting asks for and that no record tells. */
export function untold(targeting: Targeting, recorded: ReadonlySet<TraitName>): readonly TraitName[] {
  const asked = new Set<TraitName>();
  const visit = ({ all: every, any: some, not, ...traits }: TargetingRule): void => {
    for (const [trait, values] of Object.entries(traits))
      if (values !== undefined) asked.add(trait as TraitName);
    for (const part of [...(every ?? []), ...(some ?? []), ...(not ? [not] : [])]) visit(part);
  };
  if (targeting.where !== undefined) visit(targeting.where);
  if (targeting.countries !== undefined) asked.add('country');
  if (targeting.deviceTypes !== undefined) asked.add('deviceType');
  return [...asked].filter((trait) => !recorded.has(trait)).sort();
}
