/** The use rule read slowly and by name. */
import { explainField, names, type RecordedSignals, rulesUnder } from './explain.ts';
import { type FieldMask, hasField } from './field-mask.ts';
import type { CompiledPolicy, FieldRow, PurposeRow } from './rows.ts';

/**
 * Why a field may not be used for a purpose in an auction: `field.absent` (it didn't come), the reason of the collect gate (it didn't
 * enter), `field.purpose` (it doesn't serve that purpose), or what the purpose lacks; undefined when it may be used.
 */
export function useObstacle(
  policy: CompiledPolicy,
  { field, purpose }: { readonly field: FieldRow; readonly purpose: PurposeRow },
  record: RecordedSignals & { readonly present: FieldMask },
): string | undefined {
  const finer = policy.fieldById.get(field.coarseOf);
  const source = finer ?? field;
  if (!hasField(record.present, source.id)) return 'field.absent';
  const rules = rulesUnder(policy, record);
  const { fate, reason } = explainField(policy, source, rules);
  // The finer value of a field brings its coarse form along; where only that entered, the finer one isn't there.
  const isHere = finer === undefined ? fate !== 'dropped' && !isCoarseOnly(field, fate) : fate !== 'dropped';
  if (!isHere) return reason;
  if (!names(field.purposes, purpose)) return 'field.purpose';
  return rules.obstacles.get(purpose);
}

const isCoarseOnly = (field: FieldRow, fate: string): boolean => fate === 'truncated' && field.coarse >= 0;
