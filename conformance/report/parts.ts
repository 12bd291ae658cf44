import type { ClauseRow } from '../../packages/policy/src/promises/clause-rows.ts';
import type {
  MissingPiece,
  PromiseGate,
  PromisePart,
  Standing,
} from '../../packages/policy/src/promises/promise-report.ts';
import type { PartDefinition } from '../registry/define-promise.ts';

/** A part is kept with feature, policy row and gates that all withstand; with less it says what is missing. */
export function partOf(
  part: PartDefinition,
  { rows, gates }: { rows: readonly ClauseRow[]; gates: readonly PromiseGate[] },
): PromisePart {
  const features = part.features ?? [];
  const own = gates.filter(({ name }) => part.gates?.some((gate) => gate === name));
  const has: Readonly<Record<MissingPiece, boolean>> = {
    feature: features.length > 0,
    row: rows.length > 0,
    gate: own.length > 0,
    proof: own.every(({ withstands }) => withstands),
  };
  const missing = (['feature', 'row', 'gate', 'proof'] as const).filter((piece) => !has[piece]);
  const begun = features.length + own.length > 0;
  const { en, zh } = part;
  return {
    text: { en, zh },
    state: missing.length === 0 ? 'kept' : begun ? 'part' : 'declared',
    features,
    gates: own.map(({ name }) => name),
    missing,
  };
}

/** The state of a promise of these parts. A test alone begins nothing: it may show no more than what the policy says. */
export function standingOf(parts: readonly PromisePart[]): Standing {
  if (parts.length > 0 && parts.every(({ state }) => state === 'kept')) return 'kept';
  return parts.some(({ state }) => state !== 'declared') ? 'part' : 'declared';
}
