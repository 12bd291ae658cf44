import { join } from 'node:path';
import { writeReport } from '../conformance/evidence/evidence.ts';
import { promisesTable } from '../conformance/report/print-promises.ts';
import { readPromises } from '../conformance/report/read-promises.ts';
import { compiledPolicy } from './compiled-policy.ts';

/**
 * Ends `npm test`: prints how far each promise is kept, as the runs before it have shown, and writes it down for the policy
 * page. Fails when the registry says what is not so, or names a gate for a promise that no test of that promise proves.
 */
const root = join(import.meta.dirname, '..');
const { report, faults } = readPromises(root, compiledPolicy(root));
const unproven = report.promises.flatMap(({ id, gates }) =>
  gates
    .filter(({ withstands }) => !withstands)
    .map(({ name }) => `no passing test that names ${id} was seen to fail without the gate "${name}"`),
);
process.stdout.write(promisesTable(report));
if (
  unproven.length > 0 &&
  report.promises.every(({ tests }) => tests.every(({ outcome }) => outcome === 'notRun'))
)
  process.stderr.write('no test was run over these sources, or they changed while the tests ran\n');
for (const fault of [...faults, ...unproven]) process.stderr.write(`${fault}\n`);
writeReport(root, report);
process.exit(faults.length + unproven.length === 0 ? 0 : 1);
