import { addField, emptyMask, type FieldMask, hasField, maskKey } from '../field-mask.ts';
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
    const forms = formsOf(policy, { effective, dropped: dropped[floors] ?? -1, regime: regime?.id ?? 0 });
    const decision: Decision = { effective, forms, shares: new Map(), uses: new Map() };
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
    const made = shareOf(policy, { contract, granted, forms: decision.forms });
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

interface Circumstances {
  readonly effective: number;
  readonly dropped: number;
  readonly regime: number;
}

function isAllowed(field: FieldRow, { effective, dropped, regime }: Circumstances): boolean {
  if (((field.regimes >>> regime) & 1) === 0 || (field.classBit & dropped) !== 0) return false;
  return (field.purposes & effective) !== 0 && (field.requires & ~effective) === 0;
}

function formsOf(policy: CompiledPolicy, circumstances: Circumstances): Uint8Array {
  const forms = new Uint8Array(policy.fieldWords * 32);
  for (const field of policy.fields) {
    if (isAllowed(field, circumstances)) {
      forms[field.id] =
        field.form === 'keyedHash' ? FORM.hash : field.form === 'truncated' ? FORM.truncate : FORM.raw;
    }
  }
  for (const field of policy.fields) {
    if (field.coarse >= 0 && forms[field.id] === FORM.drop && forms[field.coarse] !== FORM.drop)
      forms[field.id] = FORM.truncate;
  }
  return forms;
}

interface Sharing {
  readonly contract: ContractRow;
  readonly granted: number;
  readonly forms: Uint8Array;
}

/** ⋃ over purposes of (granted ∧ field serves it ∧ contract allows it) ∧ collected under these signals. */
function shareOf(policy: CompiledPolicy, { contract, granted, forms }: Sharing): ShareDecision {
  const mask = emptyMask(policy.fieldWords);
  for (const { purpose, fields } of contract.allow) {
    if ((purpose & granted) === 0) continue;
    for (const field of policy.fields) {
      const form = forms[field.id];
      // A finer field that is only kept coarse is represented by its coarse form, which has its own id.
      const isHere = form !== FORM.drop && !(form === FORM.truncate && field.coarse >= 0);
      const serves = (field.purposes & purpose) !== 0 && (field.requires & ~granted) === 0;
      if (isHere && serves && field.share === 'contract' && hasField(fields, field.id))
        addField(mask, field.id);
    }
  }
  return {
    mask,
    maskKey: maskKey(mask),
    purposes: contract.purposes & granted,
    granted,
    nothing: mask.every((word) => word === 0),
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
