/**
 * The policy read slowly and by name, for records, the live view and as the oracle of the compiled tables. Nothing here shares
 * code with `gates/decision.ts`: both must come to the same answer.
 */
import { type FieldMask, hasField } from './field-mask.ts';
import type { CompiledPolicy, FieldRow, FloorRow, PurposeRow, RegimeRow } from './rows.ts';

/** What became of a field. */
export type Fate = 'kept' | 'truncated' | 'hashed' | 'dropped';

/**
 * One field's fate. Codes are stable: `purpose.NAME` (the purpose that lets it in), `requires.NAME` (a purpose that must be allowed
 * besides and isn't), `floor.NAME`, `regime.NAME` (not collected there), `basis.none` (none of its purposes is allowed; `lacks`
 * says for each of them what it lacks: `basis.NAME`, `grant.NAME` or `floor.NAME`).
 */
export interface CollectExplanation {
  readonly field: string;
  readonly fate: Fate;
  readonly reason: string;
  /** The promise that declares the field. */
  readonly clause: string;
  /** The promise whose rule decides: the deciding purpose's, else the field's own. */
  readonly decides: string;
  readonly lacks: readonly string[];
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
  const rules = rulesUnder(policy, record);
  return policy.fields
    .filter((field) => hasField(record.present, field.id))
    .map((field) => explainField(policy, field, rules));
}

/** Fate and reason of one field, as if it came. */
export function explainField(policy: CompiledPolicy, field: FieldRow, rules: Rules): CollectExplanation {
  const own = verdictOf(policy, field, rules);
  const coarse = policy.fieldById.get(field.coarse);
  const second = coarse && verdictOf(policy, coarse, rules);
  const { reason, decides, lacks } = !own.allowed && second?.allowed ? second : own;
  const inForm = { raw: 'kept', truncated: 'truncated', keyedHash: 'hashed' } as const;
  const fate = own.allowed ? inForm[field.form] : second?.allowed ? 'truncated' : 'dropped';
  return { field: field.name, fate, reason, clause: field.clause, decides, lacks };
}

/** Is a bit set for a row whose bit is `1 << id`? */
export const names = (bits: number, row: { readonly id: number }): boolean => ((bits >>> row.id) & 1) === 1;

/** What holds under the integers of a record, read by name once for all its fields. */
export interface Rules {
  readonly regime: RegimeRow | undefined;
  readonly floors: readonly FloorRow[];
  /** What stands in the way of each purpose that isn't allowed. */
  readonly obstacles: ReadonlyMap<PurposeRow, string>;
  /** Purposes that the regime lets be pursued only after somebody agreed. */
  readonly asked: ReadonlySet<PurposeRow>;
}

/** Reads the rules: the regime's basis, the person's grants and the floors. */
export function rulesUnder(policy: CompiledPolicy, record: RecordedSignals): Rules {
  const named = policy.regimes.find((row) => row.id === record.regime);
  const regime = named ?? policy.regimes.find((row) => row.name === 'unknown') ?? policy.regimes[0];
  const floors = policy.floors.filter((floor) => names(record.floors, floor));
  const asked = new Set(
    policy.purposes.filter(({ name }) =>
      ['consent', 'separateConsent'].includes(regime?.basis[name] ?? 'never'),
    ),
  );
  const obstacles = new Map<PurposeRow, string>();
  for (const purpose of policy.purposes) {
    const floor = floors.find((active) => names(active.denies, purpose));
    if ((regime?.basis[purpose.name] ?? 'never') === 'never') obstacles.set(purpose, `basis.${purpose.name}`);
    else if (asked.has(purpose) && !names(record.grants, purpose))
      obstacles.set(purpose, `grant.${purpose.name}`);
    else if (floor) obstacles.set(purpose, `floor.${floor.name}`);
  }
  return { regime, floors, obstacles, asked };
}

/** Is a purpose allowed? */
export const isPurposeAllowed = (
  policy: CompiledPolicy,
  purpose: PurposeRow,
  record: RecordedSignals,
): boolean => !rulesUnder(policy, record).obstacles.has(purpose);

/** Whether one form of a field may enter, and what decides. */
interface Verdict {
  readonly allowed: boolean;
  readonly reason: string;
  readonly decides: string;
  readonly lacks: readonly string[];
}

/** May this form of a field enter? A coarse form is a field of its own. */
export function verdictOf(policy: CompiledPolicy, field: FieldRow, rules: Rules): Verdict {
  const { regime, floors, obstacles } = rules;
  const verdict = (allowed: boolean, reason: string, more: Partial<Verdict> = {}): Verdict => ({
    allowed,
    reason,
    decides: field.clause,
    lacks: [],
    ...more,
  });
  if (regime === undefined || !names(field.regimes, regime))
    return verdict(false, `regime.${regime?.name ?? 'unknown'}`);
  const classId = policy.classes[field.className] ?? -1;
  const floor = floors.find((active) => names(active.drops, { id: classId }));
  if (floor) return verdict(false, `floor.${floor.name}`);
  const missing = policy.purposes.find((purpose) => names(field.requires, purpose) && obstacles.has(purpose));
  if (missing) {
    const lacks = [obstacles.get(missing) ?? ''];
    return verdict(false, `requires.${missing.name}`, { decides: missing.clause, lacks });
  }
  const served = policy.purposes.filter((purpose) => names(field.purposes, purpose));
  const serving = served.find((purpose) => !obstacles.has(purpose));
  if (serving) return verdict(true, `purpose.${serving.name}`, { decides: serving.clause });
  const lacks = new Set(served.flatMap((purpose) => obstacles.get(purpose) ?? []));
  return verdict(false, 'basis.none', { lacks: [...lacks] });
}
