import type { PolicySource } from '../compile/source-schema.ts';

/**
 * A policy's source read by name, without compiler, tables or masks: what the compiled tables must agree with. It knows rows only by
 * what the file says of them, so a wrong bit, id or set in the compiler shows here.
 */

/** A person's choices, place and signals, all by name. */
export interface NamedState {
  readonly regime: string;
  readonly grants: ReadonlySet<string>;
  readonly floors: readonly string[];
}

/** What one form of a field becomes at the collect gate. */
export type Entry = 'raw' | 'truncated' | 'keyedHash' | 'no';

/** Reads one source under one state. */
export function readSource(source: PolicySource, state: NamedState) {
  const floors = state.floors.flatMap((name) => source.floors[name] ?? []);
  const basisOf = (purpose: string): string => source.regimes[state.regime]?.basis[purpose] ?? 'never';
  const isAsked = (purpose: string): boolean => ['consent', 'separateConsent'].includes(basisOf(purpose));
  const allowed = new Set(
    Object.keys(source.purposes).filter(
      (purpose) =>
        basisOf(purpose) !== 'never' &&
        (!isAsked(purpose) || state.grants.has(purpose)) &&
        !floors.some(({ denies }) => denies.includes(purpose)),
    ),
  );
  const fieldOf = (name: string) => {
    const field = source.fields[name];
    if (field === undefined) throw new Error(`no field ${name}`);
    return field;
  };
  const coarseOf = (name: string): string | undefined =>
    Object.keys(source.fields).find((other) => source.fields[other]?.coarseOf === name);
  const enters = (name: string): boolean => {
    const field = fieldOf(name);
    const isCollected = field.collect !== 'off' || (field.enable ?? []).includes(state.regime);
    const isDropped = floors.some(({ drops }) => drops.includes(field.class));
    const isServed = field.purposes.some((purpose) => allowed.has(purpose));
    return (
      isCollected && !isDropped && isServed && (field.requires ?? []).every((purpose) => allowed.has(purpose))
    );
  };
  const entry = (name: string): Entry => {
    const field = fieldOf(name);
    if (enters(name)) return field.coarseOf === undefined ? (field.form ?? 'raw') : 'truncated';
    const coarse = coarseOf(name);
    return coarse !== undefined && enters(coarse) ? 'truncated' : 'no';
  };
  /** May the recipient see this form of the field? `vendor` are the purposes granted to it. */
  const isShared = (name: string, contractName: string, vendor: ReadonlySet<string>): boolean => {
    const field = fieldOf(name);
    const allow = source.contracts[contractName]?.allow ?? {};
    const reaches = (purpose: string): boolean =>
      allowed.has(purpose) && (!isAsked(purpose) || vendor.has(purpose));
    return (
      field.share !== 'never' &&
      enters(name) &&
      (field.requires ?? []).every(reaches) &&
      field.purposes.some((purpose) => reaches(purpose) && (allow[purpose] ?? []).includes(name))
    );
  };
  return { allowed, entry, enters, isShared };
}
