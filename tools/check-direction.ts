import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { DIRECTION_RULES } from './direction-rules.ts';

/** Checks the direction of imports over the whole tree, type-only imports included. */
const root = join(import.meta.dirname, '..');

const planted = await cruiseFrom(join(import.meta.dirname, 'planted'), ['packages', 'services', 'apps']);
const plantedFound = new Set(planted.summary.violations.map((violation) => violation.rule.name));
for (const rule of ['packages-import-nothing-above', 'no-cycles']) {
  if (!plantedFound.has(rule)) fail(`the planted fault of "${rule}" was not found: the check is blind`);
}

const found = await cruiseFrom(root, ['packages', 'engines', 'services', 'demand', 'apps', 'bench']);
if (found.summary.totalCruised < 30)
  fail(`only ${found.summary.totalCruised} modules were cruised: the check is blind`);
for (const violation of found.summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`);
}
process.stdout.write(`${found.summary.totalCruised} modules, ${found.summary.violations.length} faults\n`);
process.exit(found.summary.violations.length === 0 ? 0 : 1);

async function cruiseFrom(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...DIRECTION_RULES] },
    // TypeScript 7 has no parser that this tool can use; swc sees type-only imports as well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)(dist|node_modules)/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  });
  if (typeof output === 'string') throw new Error('expected a result, not a text');
  return output;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
