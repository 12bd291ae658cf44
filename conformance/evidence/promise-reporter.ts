import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { promisesNamed } from '../tests/promises-named.ts';
import { type RanTest, stampOf, type TestRuns, writeTestRuns } from './evidence.ts';
import { chainOf } from './test-chain.ts';

/**
 * Notes of every run what became of the tests that name a promise. Sources that changed while the tests ran prove nothing
 * of either state, so such a run leaves no trace.
 */
export function createPromiseReporter(root: string): Reporter {
  let sources = '';
  return {
    onTestRunStart: () => {
      sources = stampOf(root);
    },
    onTestRunEnd: (modules) => {
      if (stampOf(root) === sources) writeTestRuns(root, sources, runsOf(root, modules));
    },
  };
}

function runsOf(root: string, modules: readonly TestModule[]): TestRuns {
  const runs = modules.map((module): readonly [string, RanTest[]] => [
    relative(root, module.moduleId),
    [...module.children.allTests()].map(ranTest).filter(({ chain }) => chain.some(namesOne)),
  ]);
  // A file that could not even be read takes back what it has shown before.
  const failed = new Set(
    modules.filter((module) => !module.ok()).map(({ moduleId }) => relative(root, moduleId)),
  );
  return Object.fromEntries(runs.filter(([file, tests]) => tests.length > 0 || failed.has(file)));
}

const namesOne = (title: string): boolean => promisesNamed(title).ids.length > 0;

function ranTest(test: TestCase): RanTest {
  const { state } = test.result();
  // A test that a broken run never reached is as good as skipped.
  return { chain: chainOf(test), outcome: state === 'pending' ? 'skipped' : state };
}
