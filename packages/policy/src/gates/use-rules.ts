import { PURPOSE, type PurposeName, SERVED_FIELDS } from '../generated/policy.gen.ts';
import type { CompiledPolicy } from '../rows.ts';
import { type Decision, FORM, type UseRule } from './decision.ts';

/**
 * How a purpose sees a request that was admitted under a decision. The program's types say which fields it may read for
 * the purpose; here the policy in force is held against them, so that a policy that grants less needs no new build.
 */
export function createUseRules(
  policy: CompiledPolicy,
): (decision: Decision, purpose: PurposeName) => UseRule {
  return (decision, purpose) => {
    const known = decision.uses.get(purpose);
    if (known !== undefined) return known;
    const rule = ruleOf(policy, decision, purpose);
    decision.uses.set(purpose, rule);
    return rule;
  };
}

function ruleOf(policy: CompiledPolicy, decision: Decision, purpose: PurposeName): UseRule {
  const row = policy.purposes.find(({ id, name }) => id === PURPOSE[purpose] && name === purpose);
  if (row === undefined || (decision.effective & row.bit) === 0) return 'nothing';
  const serves = (id: number): boolean => ((policy.fieldById.get(id)?.purposes ?? 0) & row.bit) !== 0;
  const forms = new Uint8Array(policy.fieldWords * 32);
  let whole = true;
  for (const id of SERVED_FIELDS[purpose]) {
    const entered = decision.forms[id] ?? FORM.drop;
    if (entered === FORM.drop) continue;
    const coarse = policy.fieldById.get(id)?.coarse ?? -1;
    // Where only the coarse form entered, its own purposes count.
    const holds = entered === FORM.truncate && coarse >= 0 ? coarse : id;
    if (serves(holds)) {
      forms[id] = FORM.raw;
      continue;
    }
    whole = false;
    if (coarse >= 0 && serves(coarse)) forms[id] = FORM.truncate;
  }
  return whole ? 'whole' : forms;
}
