import type { Fault } from '@jianchat/api-contract';
import type { ImportFile, TargetingRule } from '@jianchat/snapshot';
import { isRegion } from '@jianchat/snapshot/regions';

/** Regions that targeting names and that there are not: nothing would ever match them. */
export function regionFaults(file: ImportFile): readonly Fault[] {
  return (['deals', 'lineItems'] as const).flatMap((list) =>
    file[list].flatMap(({ targeting }, index) =>
      regionsOfRule(targeting.where, `${list}[${index}].targeting.where`),
    ),
  );
}

/** The same of one rule of targeting. */
export function regionsOfRule(rule: TargetingRule | undefined, path: string): readonly Fault[] {
  if (rule === undefined) return [];
  const unknown = (rule.region ?? []).filter((code) => !isRegion(code));
  const own = unknown.map((code) => ({
    path: `${path}.region`,
    code: 'region.unknown',
    message: `ISO 3166-2 has no region ${code}`,
  }));
  const parts = (['all', 'any'] as const).flatMap((group) =>
    (rule[group] ?? []).flatMap((part, at) => regionsOfRule(part, `${path}.${group}[${at}]`)),
  );
  return [...own, ...parts, ...regionsOfRule(rule.not, `${path}.not`)];
}
