import { join } from 'node:path';
import { stampOf, writeGateRuns } from '../conformance/evidence/evidence.ts';
import { runMutants } from '../conformance/mutation/run-mutants.ts';
import type { Gate } from '../conformance/registry/define-gate.ts';
import { GATES } from '../conformance/registry/gates.gen.ts';

/**
 * Takes each gate out in turn, by putting each of its mutants in its place, and fails unless a test that names a promise
 * then fails. With words as arguments only the gates whose names hold one of them.
 */
const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const gates: Readonly<Record<string, Gate>> = Object.fromEntries(
  Object.entries(GATES).filter(([name]) => words.length === 0 || words.some((word) => name.includes(word))),
);

const sources = stampOf(root);
const verdicts = await runMutants(root, gates);
const survived = verdicts.filter(({ killedBy }) => killedBy.length === 0);
for (const { gate, mutant, ran, errors } of survived) {
  const why =
    ran === 0 ? 'no test that names a promise ran' : `${ran} tests ran and none failed by an assertion`;
  process.stderr.write(`${gate}: taken out ("${mutant}") without a test failing: ${why}\n`);
  for (const error of new Set(errors)) process.stderr.write(`    ${error.replaceAll('\n', '\n    ')}\n`);
}
if (stampOf(root) === sources)
  writeGateRuns(
    root,
    sources,
    Object.fromEntries(
      Object.keys(gates).map((name) => [
        name,
        Object.fromEntries(
          verdicts.filter(({ gate }) => gate === name).map(({ mutant, killedBy }) => [mutant, [...killedBy]]),
        ),
      ]),
    ),
  );
process.stdout.write(
  `${Object.keys(gates).length} gates, ${verdicts.length} mutants, ${survived.length} survived\n`,
);
process.exit(survived.length === 0 ? 0 : 1);
