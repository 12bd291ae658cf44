import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { startVitest, type TestCase, type TestModule } from 'vitest/node';
import type { KillingTest } from '../evidence/evidence.ts';
import { chainOf } from '../evidence/test-chain.ts';
import type { Gate } from '../registry/define-gate.ts';
import { NAMES_A_PROMISE, promisesNamed } from '../tests/promises-named.ts';
import { type Mutation, mutantProject, projectName } from './mutant-project.ts';

/** What became of a gate's tests while one of its mutants stood in its place. */
export interface MutantVerdict {
  readonly gate: string;
  readonly mutant: string;
  /** Tests that name a promise and failed by an assertion: a crash would say nothing about the gate. */
  readonly killedBy: readonly KillingTest[];
  /** How many tests that name a promise ran; skipped ones don't count. */
  readonly ran: number;
  /** Why files did not load or tests failed otherwise than by an assertion. */
  readonly errors: readonly string[];
}

/** One run of Vitest with a project per mutant: each sees the sources with one gate taken out, and runs its gate's tests only. */
export async function runMutants(
  root: string,
  gates: Readonly<Record<string, Gate>>,
): Promise<readonly MutantVerdict[]> {
  const mutations = Object.entries(gates).flatMap(([gateName, gate]) =>
    Object.keys(gate.mutants).map((mutant): Mutation => ({ gateName, gate, mutant })),
  );
  const modules: TestModule[] = [];
  const projects = mutations.map((mutation) => mutantProject(root, mutation));
  const exitCode = process.exitCode;
  const vitest = await startVitest('test', [], {
    config: false,
    root,
    watch: false,
    // Most of the time goes by while engines start; nothing here measures any.
    maxWorkers: availableParallelism() + 1,
    testNamePattern: NAMES_A_PROMISE,
    reporters: [{ onTestRunEnd: (ended) => void modules.push(...ended) }],
    projects,
  });
  await vitest.close();
  // Tests are meant to fail here.
  process.exitCode = exitCode;
  return mutations.map((mutation) => {
    const own = modules.filter((module) => module.project.name === projectName(mutation));
    return { gate: mutation.gateName, mutant: mutation.mutant, ...verdictOf(root, own) };
  });
}

function verdictOf(
  root: string,
  modules: readonly TestModule[],
): Pick<MutantVerdict, 'killedBy' | 'ran' | 'errors'> {
  const tests = modules.flatMap((module) => [...module.children.allTests()]).filter(namesOne);
  const failed = tests.filter((test) => test.result().state === 'failed');
  const killers = failed.filter((test) => test.result().errors?.every(isAssertion));
  const broken = failed.filter((test) => !killers.includes(test));
  return {
    killedBy: killers.map((test) => ({ file: relative(root, test.module.moduleId), chain: chainOf(test) })),
    ran: tests.filter((test) => ['passed', 'failed'].includes(test.result().state)).length,
    errors: [
      ...modules.flatMap((module) => module.errors().map(({ message }) => message)),
      ...broken.flatMap((test) => test.result().errors?.map(({ message }) => message) ?? []),
    ],
  };
}

const namesOne = (test: TestCase): boolean =>
  chainOf(test).some((title) => promisesNamed(title).ids.length > 0);

/** Failed by `expect` itself; property tests wrap the assertion that failed. */
function isAssertion(error: { readonly name?: unknown; readonly cause?: unknown }): boolean {
  if (error.name === 'AssertionError') return true;
  const { cause } = error;
  return typeof cause === 'object' && cause !== null && isAssertion(cause);
}
