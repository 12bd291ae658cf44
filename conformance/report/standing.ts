import { clauseRows } from '../../packages/policy/src/promises/clause-rows.ts';
import type { PromiseId } from '../../packages/policy/src/promises/promise-ids.ts';
import type {
  PromiseGate,
  PromiseState,
  PromiseTest,
  TestOutcome,
} from '../../packages/policy/src/promises/promise-report.ts';
import type { CompiledPolicy } from '../../packages/policy/src/rows.ts';
import type { Evidence, KillingTest, RanTest } from '../evidence/evidence.ts';
import type { Gate } from '../registry/define-gate.ts';
import type { PromiseDefinition } from '../registry/define-promise.ts';
import type { NamedTest } from '../tests/named-tests.ts';
import { promisesNamed } from '../tests/promises-named.ts';
import { isSuite } from '../tests/test-files.ts';
import { partOf, standingOf } from './parts.ts';

/** Everything that the state of a promise is read from. */
export interface Basis {
  readonly policy: CompiledPolicy;
  readonly gates: Readonly<Record<string, Gate>>;
  /** By file: the tests that name a promise, as they stand in the sources. */
  readonly named: ReadonlyMap<string, readonly NamedTest[]>;
  readonly evidence: Evidence;
}

/** The state of one promise. Nothing in here is a claim: what no run over these sources has shown does not count. */
export function stateOf(promise: PromiseDefinition, basis: Basis): PromiseState {
  const rows = clauseRows(basis.policy, promise.id);
  const tests = testsOf(promise.id, basis);
  const names = new Set(promise.parts.flatMap((part) => part.gates ?? []));
  const gates = [...names].map((name) => gateOf(name, promise.id, basis));
  const parts = promise.parts.map((part) => partOf(part, { rows, gates }));
  return {
    id: promise.id,
    title: promise.title,
    state: standingOf(parts),
    rows,
    parts,
    gates,
    tests,
  };
}

function gateOf(name: string, id: PromiseId, { gates, evidence }: Basis): PromiseGate {
  const gate = gates[name];
  if (gate === undefined) throw new Error(`there is no gate "${name}"`);
  const runs = Object.keys(gate.mutants).map((mutant) => evidence.gates[name]?.[mutant] ?? []);
  const killers = runs.map((killedBy) => killedBy.filter((test) => hasPassed(test, evidence)));
  // Every way of taking it out is noticed, and one of them by a test of this promise.
  const withstands =
    killers.every((tests) => tests.length > 0) &&
    killers.flat().some(({ chain }) => chain.some((title) => promisesNamed(title).ids.includes(id)));
  return { name, file: gate.file, export: gate.export, says: gate.says, withstands };
}

/** A test that fails with the gate taken out proves something only if it passes with it. */
function hasPassed({ file, chain }: KillingTest, evidence: Evidence): boolean {
  const same = (evidence.tests[file] ?? []).filter((ran) => ran.chain.join('\n') === chain.join('\n'));
  return same.length > 0 && same.every(({ outcome }) => outcome === 'passed');
}

function testsOf(id: PromiseId, { named, evidence }: Basis): readonly PromiseTest[] {
  return [...named].flatMap(([file, tests]) =>
    tests
      .filter(({ ids }) => ids.includes(id))
      .map(({ line, chain }) => ({
        file,
        line,
        title: chain.map(({ text }) => text).join(' › '),
        outcome: isSuite(file)
          ? outcomeOf(Object.values(evidence.tests).flat(), chain)
          : outcomeOf(evidence.tests[file] ?? [], chain),
      })),
  );
}

/** Of all tests that one place in the sources stands for: a table of cases, or a suite. */
function outcomeOf(ran: readonly RanTest[], chain: NamedTest['chain']): TestOutcome {
  // A suite shared by several files may stand below titles of theirs.
  const own = ran.filter((test) =>
    test.chain.some((_, from) => chain.every((title, at) => title.matches(test.chain[from + at] ?? ''))),
  );
  for (const outcome of ['failed', 'passed', 'skipped'] as const)
    if (own.some((test) => test.outcome === outcome)) return outcome;
  return 'notRun';
}
