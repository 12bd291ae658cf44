/**
 * What may be done today with data of yesterday: only what both the policy it was collected under and the one in force now
 * allow. Ids are never reused, so bits of two versions mean the same wherever a row of this id has the same name in both.
 */
import { emptyMask, type FieldMask } from '../field-mask.ts';
import { createDecider, FORM } from '../gates/decision.ts';
import type { Retention } from '../retention.ts';
import type { CompiledPolicy } from '../rows.ts';
import { lastingDays } from './lasting-days.ts';

/** The integers of a record that its fate follows from. */
export interface CollectedSignals {
  /** Index into the regimes of the policy it was collected under. */
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
}

/** The narrower of then and now. */
export interface Narrower {
  /** Purposes allowed under both; bit `1 << purpose id`. */
  purposes(signals: CollectedSignals): number;
  /** Fields that both would let in, as a mask of the policy in force. */
  fields(signals: CollectedSignals): FieldMask;
  /** Whether everybody whose signals let this field in then lets it in now: enough where all that is known is that it was let in. */
  stands(fieldId: number): boolean;
  /** May this field of the record still be used for this purpose? */
  mayUse(signals: CollectedSignals, use: { readonly field: number; readonly purpose: number }): boolean;
  /** The shorter retention of a field; undefined when one of the two does not know the field: nothing may be kept then. */
  retention(fieldId: number): Retention | undefined;
}

/** Compares the policy a record was collected under with the one in force. Made once per pair of versions. */
export function createNarrower(then: CompiledPolicy, now: CompiledPolicy): Narrower {
  const before = createDecider(then);
  const after = createDecider(now);
  const samePurposes = sameBits(then.purposes, now.purposes);
  const stateIn = (signals: CollectedSignals) => ({ ...signals, vendorGrants: () => 0, reasons: [] });
  const todays = (signals: CollectedSignals) => {
    const name = then.regimes[signals.regime]?.name;
    // A regime that is gone leaves the strictest: an index beyond all is read as "unknown".
    const found = now.regimes.findIndex((regime) => regime.name === name);
    return stateIn({
      regime: found < 0 ? now.regimes.length : found,
      // Bits whose meaning has changed grant nothing, and every floor raised then stays raised.
      grants: signals.grants & samePurposes,
      floors: signals.floors,
    });
  };
  const purposes: Narrower['purposes'] = (signals) =>
    before.decide(stateIn(signals)).effective & after.decide(todays(signals)).effective & samePurposes;
  const fieldOf = (id: number) => {
    const [old, today] = [then.fieldById.get(id), now.fieldById.get(id)];
    return old !== undefined && today !== undefined && old.name === today.name ? { old, today } : undefined;
  };

  const fields: Narrower['fields'] = (signals) => {
    const mask = emptyMask(now.fieldWords);
    const [old, today] = [before.decide(stateIn(signals)).forms, after.decide(todays(signals)).forms];
    for (const { id } of now.fields) {
      if (fieldOf(id) === undefined || old[id] === FORM.drop || today[id] === FORM.drop) continue;
      mask[id >>> 5] = (mask[id >>> 5] ?? 0) | (1 << (id & 31));
    }
    return mask;
  };
  const stands: Narrower['stands'] = (id) => {
    const both = fieldOf(id);
    if (both === undefined) return false;
    const asked = both.old.purposes | both.old.requires | both.today.purposes | both.today.requires;
    const raised = [...then.floors, ...now.floors].reduce((bits, { bit }) => bits | bit, 0);
    return then.regimes.every((_, regime) =>
      subsetsOf(asked).every((grants) =>
        subsetsOf(raised).every((floors) => {
          const signals = { regime, grants, floors };
          const letIn = before.decide(stateIn(signals)).forms[id] !== FORM.drop;
          return !letIn || after.decide(todays(signals)).forms[id] !== FORM.drop;
        }),
      ),
    );
  };
  return {
    purposes,
    fields,
    stands,
    mayUse(signals, { field, purpose }) {
      const both = fieldOf(field);
      if (both === undefined || ((fields(signals)[field >>> 5] ?? 0) & (1 << (field & 31))) === 0)
        return false;
      return (both.old.purposes & both.today.purposes & (1 << purpose) & purposes(signals)) !== 0;
    },
    retention(fieldId) {
      const both = fieldOf(fieldId);
      if (both === undefined) return undefined;
      const [old, today] = [both.old.retention, both.today.retention];
      return lastingDays(old) < lastingDays(today) ? old : today;
    },
  };
}

/** Every set of these bits, the empty one too. */
function subsetsOf(bits: number): readonly number[] {
  const sets = [0];
  for (let set = bits; set !== 0; set = (set - 1) & bits) sets.push(set);
  return sets;
}

interface NamedBit {
  readonly name: string;
  readonly bit: number;
}

/** The bits that carry the same name in both. */
const sameBits = (a: readonly NamedBit[], b: readonly NamedBit[]): number =>
  a.reduce(
    (bits, row) =>
      b.some((other) => other.bit === row.bit && other.name === row.name) ? bits | row.bit : bits,
    0,
  );
