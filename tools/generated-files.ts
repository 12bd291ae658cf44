import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePolicy } from '../packages/policy/src/compile/compile-policy.ts';
import { generateTypescript } from '../packages/policy/src/generate/typescript.ts';
import { outcomeTable } from '../packages/policy/src/publish/outcome-table.ts';
import { errorsPage } from './errors-page.ts';
import { storesPage } from './stores-page.ts';

interface GeneratedFile {
  readonly path: string;
  /** The whole text, a function of the sources in the tree alone. */
  readonly content: (root: string) => string;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  {
    path: 'packages/policy/src/generated/policy.gen.ts',
    content: (root) => generateTypescript(compiledPolicy(root)),
  },
  { path: 'docs/errors.md', content: errorsPage },
  { path: 'docs/outcomes.md', content: (root) => outcomeTable(compiledPolicy(root)) },
  { path: 'docs/stores.md', content: (root) => storesPage(compiledPolicy(root)) },
];

function compiledPolicy(root: string) {
  const read = (file: string) => ({
    file: `policy/${file}`,
    yaml: readFileSync(join(root, 'policy', file), 'utf8'),
  });
  const compiled = compilePolicy({
    ...read('policy.yaml'),
    texts: { en: read('text/en.yaml'), zh: read('text/zh.yaml') },
  });
  if (compiled.ok) return compiled.policy;
  throw new Error(compiled.faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`).join('\n'));
}
