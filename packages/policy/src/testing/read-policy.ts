import { readFileSync } from 'node:fs';
import { compilePolicy } from '../compile/compile-policy.ts';
import type { CompiledPolicy } from '../rows.ts';

const root = new URL('../../../../policy/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The repository's policy, compiled. */
export function readPolicy(): CompiledPolicy {
  const compiled = compilePolicy({
    file: 'policy.yaml',
    yaml: read('policy.yaml'),
    texts: {
      en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
      zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
    },
  });
  if (!compiled.ok)
    throw new Error(compiled.faults.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return compiled.policy;
}

/** The request of one of OpenRTB's fixture files, `prebid/NAME` or `spec-2.6/NAME`. */
export function readRequestFixture(name: string): unknown {
  const file = new URL(`../../../openrtb/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).request;
}
