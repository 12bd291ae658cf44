import { addField, addFields, emptyMask, type FieldMask, hasField, maskKey } from '../field-mask.ts';
import type { PurposeName } from '../generated/policy.gen.ts';
import type { CompiledPolicy, ContractRow, FieldRow } from '../rows.ts';
import type { SignalState } from './signal-state.ts';

/** What happens to a value of a field, as a small integer. */
export const FORM = { drop: 0, raw: 1, truncate: 2, hash: 3 } as const;

/** The mask of fields one recipient may see, and how it came about. Equal masks have equal keys. */
export interface ShareDecision {
  readonly mask: FieldMask;
  readonly maskKey: string;
  /** Purposes for which the recipient gets the fields. */
  readonly purposes: number;
  /** Every purpose that person and vendor allow, whether the contract names it or not. */
  readonly granted: number;
  /** True when the recipient may see nothing at all. */
  readonly nothing: boolean;
}

/** Everything that follows from (regime, grants, floors): made once, kept in a bounded memo. */
export interface Decision {
  /** Allowed purposes. */
  readonly effective: number;
  /** Fields that may enter in their own form. */
  readonly allowed: FieldMask;
  /** Form by field id. */
  readonly forms: Uint8Array;
  readonly shares: Map<ContractRow, Map<number, ShareDecision>>;
  /** How each purpose sees the request; made by the use gate when it is first asked. */
  readonly uses: Map<PurposeName, UseRule>;
}

/** `whole`: the request as it was admitted holds nothing in the way; else the forms in which fields are copied. */
export type UseRule = 'whole' | 'nothing' | Uint8Array;

/** Decisions kept at most; a person chooses grants freely, so the number of combinations must be bounded. */
const DECISIONS_MAX = 4_096;
const SHARES_MAX = 1_024;

/** Makes decisions from signals; `always` are the purposes of a regime that need no grant. */
export interface Decider {
  decide(signals: SignalState): Decision;
  share(signals: SignalState, contract: ContractRow): ShareDecision;
}

/** The compiled tables at work: a decision costs two look-ups when warm and allocates nothing. */
export function createDecider(policy: CompiledPolicy): Decider {
  const denied = floorTable(policy, 'denies');
  const dropped = floorTable(policy, 'drops');
  const tables = tablesOf(policy);
  const strictest = policy.regimes.find((regime) => regime.name === 'unknown') ?? policy.regimes[0];
  const memo = new Map<number, Map<number, Decision>>();
  let size = 0;
  const regimeOf = (signals: SignalState) => policy.regimes[signals.regime] ?? strictest;

  const decide = (signals: SignalState): Decision => {
    const regime = regimeOf(signals);
    const floors = signals.floors & 255;
    const granted = regime ? regime.always | (regime.onGrant & signals.grants) : 0;
    const effective = granted & ~(denied[floors] ?? -1);
    const outer = ((regime?.id ?? 0) << 8) | floors;
    const known = memo.get(outer)?.get(effective);
    if (known) return known;
    if (size >= DECISIONS_MAX) {
      memo.clear();
      size = 0;
    }
    const inner = memo.get(outer) ?? new Map<number, Decision>();
    const circumstances = { effective, dropped: dropped[floors] ?? -1, regime: regime?.id ?? 0 };
    const allowed = allowedUnder(tables, circumstances);
    const forms = formsOf(policy, allowed);
    const decision: Decision = { effective, allowed, forms, shares: new Map(), uses: new Map() };
    memo.set(outer, inner);
    inner.set(effective, decision);
    size++;
    return decision;
  };

  const share = (signals: SignalState, contract: ContractRow): ShareDecision => {
    const decision = decide(signals);
    const always = regimeOf(signals)?.always ?? 0;
    const granted = decision.effective & (signals.vendorGrants(contract.gvl) | always);
    let byGrant = decision.shares.get(contract);
    const known = byGrant?.get(granted);
    if (known) return known;
    if (!byGrant || byGrant.size >= SHARES_MAX) {
      byGrant = new Map();
      if (decision.shares.size >= SHARES_MAX) decision.shares.clear();
      decision.shares.set(contract, byGrant);
    }
    const made = shareOf(tables, { contract, granted, allowed: decision.allowed });
    byGrant.set(granted, made);
    return made;
  };
  return { decide, share };
}

/** For each of the 256 sets of floors: what they take away together. */
function floorTable(policy: CompiledPolicy, what: 'denies' | 'drops'): Int32Array {
  const table = new Int32Array(256);
  for (let floors = 0; floors < 256; floors++) {
    for (const floor of policy.floors)
      if ((floors & floor.bit) !== 0) table[floors] = (table[floors] ?? 0) | floor[what];
  }
  return table;
}

/** Fields by what decides about them: a decision that nobody made before is some dozens of operations on words. */
interface Tables {
  readonly words: number;
  /** By purpose id: the fields that serve it. */
  readonly serving: readonly FieldMask[];
  /** Purposes that some field requires, each with those fields. */
  readonly required: readonly { readonly bit: number; readonly fields: FieldMask }[];
  /** Classes of fields, each with its fields. */
  readonly classes: readonly { readonly bit: number; readonly fields: FieldMask }[];
  /** By regime: the fields collected there. */
  readonly collected: readonly FieldMask[];
  readonly shareable: FieldMask;
}

const PURPOSES_MAX = 31;

function tablesOf(policy: CompiledPolicy): Tables {
  const fieldsWhere = (test: (field: FieldRow) => boolean): FieldMask => {
    const mask = emptyMask(policy.fieldWords);
    for (const field of policy.fields) if (test(field)) addField(mask, field.id);
    return mask;
  };
  const purposes = Array.from({ length: PURPOSES_MAX }, (_, id) => id);
  const bits = [...new Set(policy.fields.map(({ classBit }) => classBit))];
  return {
    words: policy.fieldWords,
    serving: purposes.map((id) => fieldsWhere((field) => ((field.purposes >>> id) & 1) === 1)),
    required: purposes
      .map((id) => ({ bit: 1 << id, fields: fieldsWhere((field) => ((field.requires >>> id) & 1) === 1) }))
      .filter(({ fields }) => fields.some((word) => word !== 0)),
    classes: bits.map((bit) => ({ bit, fields: fieldsWhere(({ classBit }) => classBit === bit) })),
    collected: policy.regimes.map(({ id }) => fieldsWhere((field) => ((field.regimes >>> id) & 1) === 1)),
    shareable: fieldsWhere(({ share }) => share === 'contract'),
  };
}

interface Circumstances {
  readonly effective: number;
  readonly dropped: number;
  readonly regime: number;
}

/** Fields that may enter in their own form: collected here, of no dropped class, served, with all they require. */
function allowedUnder(tables: Tables, { effective, dropped, regime }: Circumstances): FieldMask {
  const mask = emptyMask(tables.words);
  for (let bits = effective; bits !== 0; bits &= bits - 1) unite(mask, tables.serving[lowestBit(bits)]);
  for (const { bit, fields } of tables.required) if ((bit & effective) === 0) subtract(mask, fields);
  for (const { bit, fields } of tables.classes) if ((bit & dropped) !== 0) subtract(mask, fields);
  const collected = tables.collected[regime];
  for (let word = 0; word < mask.length; word++) mask[word] = (mask[word] ?? 0) & (collected?.[word] ?? 0);
  return mask;
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

function unite(mask: FieldMask, more: FieldMask | undefined): void {
  if (more !== undefined) addFields(mask, more);
}

function subtract(mask: FieldMask, less: FieldMask): void {
  for (let word = 0; word < mask.length; word++) mask[word] = (mask[word] ?? 0) & ~(less[word] ?? 0);
}

const FORM_OF = { raw: FORM.raw, truncated: FORM.truncate, keyedHash: FORM.hash } as const;

function formsOf(policy: CompiledPolicy, allowed: FieldMask): Uint8Array {
  const forms = new Uint8Array(policy.fieldWords * 32);
  for (const field of policy.fields) {
    if (hasField(allowed, field.id)) forms[field.id] = FORM_OF[field.form];
    else if (field.coarse >= 0 && hasField(allowed, field.coarse)) forms[field.id] = FORM.truncate;
  }
  return forms;
}

interface Sharing {
  readonly contract: ContractRow;
  readonly granted: number;
  /** Fields that entered in their own form; of one that entered coarse only, its coarse form, which has its own id. */
  readonly allowed: FieldMask;
}

/** ⋃ over purposes of (granted ∧ field serves it ∧ contract allows it) ∧ collected under these signals. */
function shareOf(tables: Tables, { contract, granted, allowed }: Sharing): ShareDecision {
  const mask = emptyMask(tables.words);
  for (const { purpose, fields } of contract.allow) {
    if ((purpose & granted) === 0) continue;
    const serving = tables.serving[lowestBit(purpose)];
    for (let word = 0; word < mask.length; word++)
      mask[word] = (mask[word] ?? 0) | ((fields[word] ?? 0) & (serving?.[word] ?? 0));
  }
  for (const { bit, fields } of tables.required) if ((bit & granted) === 0) subtract(mask, fields);
  let any = 0;
  for (let word = 0; word < mask.length; word++) {
    mask[word] = (mask[word] ?? 0) & (allowed[word] ?? 0) & (tables.shareable[word] ?? 0);
    any |= mask[word] ?? 0;
  }
  return {
    mask,
    maskKey: maskKey(mask),
    purposes: contract.purposes & granted,
    granted,
    nothing: any === 0,
  };
}

/** The forms under which a mask lets values through: raw, or coarse where only the coarse form is in the mask. */
export function formsUnder(policy: CompiledPolicy, mask: FieldMask): Uint8Array {
  const forms = new Uint8Array(policy.fieldWords * 32);
  for (const field of policy.fields) {
    if (hasField(mask, field.id)) forms[field.id] = FORM.raw;
    else if (field.coarse >= 0 && hasField(mask, field.coarse)) forms[field.id] = FORM.truncate;
  }
  return forms;
}
