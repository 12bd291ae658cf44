import { join } from 'node:path';
import { cruiseImports } from './cruise-imports.ts';

/** Checks the direction of imports over the whole tree; `direction-rules.test.ts` shows that the rules see planted faults. */
const root = join(import.meta.dirname, '..');

const found = await cruiseImports(root, [
  ...['packages', 'engines', 'services', 'demand', 'apps', 'bench', 'conformance'],
]);
if (found.summary.totalCruised < 30)
  fail(`only ${found.summary.totalCruised} modules were cruised: the check is blind`);
for (const violation of found.summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`);
}
process.stdout.write(`${found.summary.totalCruised} modules, ${found.summary.violations.length} faults\n`);
process.exit(found.summary.violations.length === 0 ? 0 : 1);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
