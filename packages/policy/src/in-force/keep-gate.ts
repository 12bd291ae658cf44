import { addField, hasField } from '../field-mask.ts';
import type { CompiledPolicy } from '../rows.ts';
import { splitPlace } from '../stored-places.ts';
import { type CollectedSignals, createNarrower, type Narrower } from './narrower.ts';

/** Under what data was collected, as its record says. */
export interface Collected {
  readonly version: number;
  /** Undefined where the record does not say: then only what everybody's signals allow is kept. */
  readonly signals?: CollectedSignals;
  /** Id of a field that the gates let in then, of a record that says no more of the signals than that. */
  readonly letIn?: number;
}

/** The gate "keep": what of a record may be written down today. */
export interface KeepGate {
  /**
   * Columns of a table, such as `analytics:events`, that both the policy of then and the one in force now let stand. Empty
   * where nobody knows the policy of then: what may be done with such data can't be told, so nothing is.
   */
  columns(table: string, collected: Collected): ReadonlySet<string>;
}

export interface KeepGateMeans {
  ofVersion(version: number): CompiledPolicy | undefined;
  /** The policy in force. */
  inForce(): CompiledPolicy;
}

const NONE: ReadonlySet<string> = new Set();
/** Answers remembered at most; a person chooses grants freely. */
const ANSWERS_MAX = 4_096;

/** Decides by the narrower of then and now; the same question costs a look-up the second time. */
export function createKeepGate({ ofVersion, inForce }: KeepGateMeans): KeepGate {
  const pairs = new Map<CompiledPolicy, Map<CompiledPolicy, Pair>>();
  const pairOf = (then: CompiledPolicy, now: CompiledPolicy): Pair => {
    const byNow = pairs.get(then) ?? new Map<CompiledPolicy, Pair>();
    pairs.set(then, byNow);
    const known = byNow.get(now);
    if (known !== undefined) return known;
    // Only one policy is in force: pairs with those before it are asked for no more.
    byNow.clear();
    const pair = { then, now, narrower: createNarrower(then, now), answers: new Map() };
    byNow.set(now, pair);
    return pair;
  };
  return {
    columns(table, { version, signals, letIn }) {
      const then = ofVersion(version);
      if (then === undefined) return NONE;
      const pair = pairOf(then, inForce());
      const said = signals ?? strictest(then);
      const key = `${table} ${said.regime} ${said.grants} ${said.floors} ${letIn ?? ''}`;
      const known = pair.answers.get(key);
      if (known !== undefined) return known;
      if (pair.answers.size >= ANSWERS_MAX) pair.answers.clear();
      const columns = columnsOf(pair, { table, signals: said, letIn });
      pair.answers.set(key, columns);
      return columns;
    },
  };
}

interface Pair {
  readonly then: CompiledPolicy;
  readonly now: CompiledPolicy;
  readonly narrower: Narrower;
  readonly answers: Map<string, ReadonlySet<string>>;
}

/** No law known and nothing granted: what is allowed then is allowed to everybody. */
const strictest = (policy: CompiledPolicy): CollectedSignals => ({
  regime: policy.regimes.findIndex(({ name }) => name === 'unknown'),
  grants: 0,
  floors: 0,
});

/** A column stands while one of the fields that it was declared for, then and now, may still be there. */
function columnsOf(
  { then, now, narrower }: Pair,
  { table, signals, letIn }: { table: string; signals: CollectedSignals; letIn: number | undefined },
): ReadonlySet<string> {
  const allowed = narrower.fields(signals);
  if (letIn !== undefined && narrower.stands(letIn)) addField(allowed, letIn);
  const columns = new Set<string>();
  for (const field of now.fields) {
    if (!hasField(allowed, field.id) || narrower.retention(field.id)?.days === 0) continue;
    const before = then.fieldById.get(field.id)?.store ?? [];
    for (const place of field.store) {
      const [of, column] = splitPlace(place);
      if (of === table && before.includes(place)) columns.add(column);
    }
  }
  return columns;
}
