import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePolicy } from '../packages/policy/src/compile/compile-policy.ts';
import type { CompiledPolicy } from '../packages/policy/src/rows.ts';

/** The project's own policy; faults end the tool that asks. */
export function compiledPolicy(root: string): CompiledPolicy {
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
