/**
 * The policy read slowly and by name, for records, the live view and as the oracle of the compiled tables. Nothing here shares
 * code with `gates/decision.ts`: both must come to the same answer.
 */
import { type FieldMask, hasField } from './field-mask.ts';
import type { CompiledPolicy, ContractRow, FieldRow, PurposeRow } from './rows.ts';

/** What became of a field. */
export type Fate = 'kept' | 'truncated' | 'hashed' | 'dropped';

/** One field's fate. `reason` is a stable code: `purpose.NAME`, `floor.NAME`, `regime.NAME`, `requires.NAME`, `basis.none`. */
export interface CollectExplanation {
  readonly field: string;
  readonly fate: Fate;
  readonly reason: string;
  readonly clause: string;
}

/** The integers a record carries. */
export interface RecordedSignals {
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
}

/** Fate and reason of every present field, from the integers of a record. */
export function explainCollect(
  policy: CompiledPolicy,
  record: RecordedSignals & { readonly present: FieldMask },
): readonly CollectExplanation[] {
  return policy.fields
    .filter((field) => hasField(record.present, field.id))
    .map((field) => {
      const own = verdictOf(policy, field, record);
      const coarse = policy.fieldById.get(field.coarse);
      const second = coarse && verdictOf(policy, coarse, record);
      if (!own.allowed && second?.allowed) return row(field, 'truncated', second.reason);
      if (!own.allowed) return row(field, 'dropped', own.reason);
      const fates = { raw: 'kept', truncated: 'truncated', keyedHash: 'hashed' } as const;
      return row(field, fates[field.form], own.reason);
    });
}

const row = (field: FieldRow, fate: Fate, reason: string): CollectExplanation => ({
  field: field.name,
  fate,
  reason,
  clause: field.clause,
});

/** Is a purpose allowed, read from the regime's basis and the floors by name? */
export function isPurposeAllowed(
  policy: CompiledPolicy,
  purpose: PurposeRow,
  record: RecordedSignals,
): boolean {
  const regime = policy.regimes.find((candidate) => candidate.id === record.regime);
  const fallback = policy.regimes.find((candidate) => candidate.name === 'unknown');
  const basis = (regime ?? fallback)?.basis[purpose.name] ?? 'never';
  if (basis === 'never') return false;
  const asked = basis === 'consent' || basis === 'separateConsent';
  if (asked && ((record.grants >>> purpose.id) & 1) === 0) return false;
  return !activeFloors(policy, record).some((floor) => ((floor.denies >>> purpose.id) & 1) === 1);
}

const activeFloors = (policy: CompiledPolicy, record: RecordedSignals) =>
  policy.floors.filter((floor) => ((record.floors >>> floor.id) & 1) === 1);

function verdictOf(
  policy: CompiledPolicy,
  field: FieldRow,
  record: RecordedSignals,
): { allowed: boolean; reason: string } {
  const regime = policy.regimes.find((candidate) => candidate.id === record.regime);
  const classId = policy.classes[field.className] ?? -1;
  if (((field.regimes >>> (regime?.id ?? 0)) & 1) === 0)
    return { allowed: false, reason: `regime.${regime?.name ?? 'unknown'}` };
  const floor = activeFloors(policy, record).find((candidate) => ((candidate.drops >>> classId) & 1) === 1);
  if (floor) return { allowed: false, reason: `floor.${floor.name}` };
  const allowed = policy.purposes.filter((purpose) => isPurposeAllowed(policy, purpose, record));
  const missing = policy.purposes.find(
    (purpose) => ((field.requires >>> purpose.id) & 1) === 1 && !allowed.includes(purpose),
  );
  if (missing) return { allowed: false, reason: `requires.${missing.name}` };
  const serving = allowed.find((purpose) => ((field.purposes >>> purpose.id) & 1) === 1);
  return serving
    ? { allowed: true, reason: `purpose.${serving.name}` }
    : { allowed: false, reason: 'basis.none' };
}

/** Whether a recipient gets a field, for what, and why not. `purposes` are those under which its contract names the field. */
export interface ShareExplanation {
  readonly field: string;
  readonly shared: boolean;
  readonly purposes: readonly string[];
  /** `contract` when shared, `withheld` when the contract names it but signals forbid it, `contract.none`, `never`. */
  readonly reason: 'contract' | 'withheld' | 'contract.none' | 'never';
  readonly clause: string;
}

/** Every field as one recipient stands to it, under the mask of a share decision. */
export function explainShare(
  policy: CompiledPolicy,
  { contract, mask }: { readonly contract: ContractRow; readonly mask: FieldMask },
): readonly ShareExplanation[] {
  return policy.fields.map((field) => {
    const named = contract.allow.filter(({ fields }) => hasField(fields, field.id));
    const purposes = policy.purposes.filter((purpose) =>
      named.some((entry) => entry.purpose === purpose.bit),
    );
    const shared = hasField(mask, field.id);
    const reason = shared
      ? 'contract'
      : field.share === 'never'
        ? 'never'
        : named.length > 0
          ? 'withheld'
          : 'contract.none';
    return {
      field: field.name,
      shared,
      purposes: purposes.map((purpose) => purpose.name),
      reason,
      clause: field.clause,
    };
  });
}
