import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED_FILES } from './generated-files.ts';

/**
 * Writes every generated file; with `--check` writes nothing and fails when one is not what its source makes of it.
 */
const root = join(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');

const stale: string[] = [];
for (const { path, content } of GENERATED_FILES) {
  const file = join(root, path);
  const wanted = await content(root);
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(file, wanted);
}

const verdict = checkOnly ? 'stale' : 'written';
for (const path of stale) process.stdout.write(`${path}: ${verdict}\n`);
process.stdout.write(`${GENERATED_FILES.length} generated files, ${stale.length} ${verdict}\n`);
if (checkOnly && stale.length > 0) {
  process.stderr.write('run "npm run generate" and commit the result\n');
  process.exitCode = 1;
}
