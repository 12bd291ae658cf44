import { readFileSync } from 'node:fs';
import { compilePolicy } from '../compile/compile-policy.ts';
import type { CompiledPolicy } from '../rows.ts';

const root = new URL('../../../../policy/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The repository's policy with passages replaced, compiled. Throws where a passage is missing or the result has faults. */
export function changedPolicy(
  ...changes: readonly (readonly [passage: string, instead: string])[]
): CompiledPolicy {
  const yaml = changes.reduce((text, [passage, instead]) => {
    if (!text.includes(passage)) throw new Error(`the policy has no passage ${passage}`);
    return text.replace(passage, () => instead);
  }, read('policy.yaml'));
  const compiled = compilePolicy({
    file: 'policy.yaml',
    yaml,
    texts: {
      en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
      zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
    },
  });
  if (!compiled.ok)
    throw new Error(compiled.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return compiled.policy;
}
