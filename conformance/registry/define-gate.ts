/** A text in the two languages of the policy page. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/**
 * A gate: the exported function (or table) that makes doing otherwise impossible, and the proof that it does. Each mutant takes
 * the export and gives one that lets happen what the gate is there to prevent. `tools/check-gates.ts` puts it in the export's
 * place and runs the tests of `provenBy` that name a promise: one of them must fail by an assertion.
 */
interface GateDefinition<T> {
  /** Relative to the project's root. */
  readonly file: string;
  readonly export: string;
  /** What it makes impossible. */
  readonly says: Words;
  /** Test files, relative to the project's root: small, in one process, without a browser or the built pages. */
  readonly provenBy: readonly string[];
  /** For what is no part of the running platform: the tests that hold the real thing to it. */
  readonly appliedBy?: readonly string[];
  /** By what they do, in a few words. */
  readonly mutants: Readonly<Record<string, (original: T) => T>>;
}

/** A gate as the registry holds it: only the mutated module itself calls a mutant. */
export interface Gate extends Omit<GateDefinition<never>, 'mutants'> {
  readonly mutants: Readonly<Record<string, unknown>>;
}

/** Declares a gate. `T` is the type of the export (`defineGate<typeof createCollector>`), so a mutant that no longer fits does not compile. */
export const defineGate = <T>(gate: GateDefinition<T>): Gate => gate;
