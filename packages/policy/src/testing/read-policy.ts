import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePolicy, type PolicySourceFiles } from '../compile/compile-policy.ts';
import { type PolicySource, policySchema } from '../compile/source-schema.ts';
import type { CompiledPolicy } from '../rows.ts';

const root = new URL('../../../../policy/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The repository's policy as files, for tests that compile another one in its place. */
export const policyFiles = (): PolicySourceFiles => ({
  file: 'policy.yaml',
  yaml: read('policy.yaml'),
  texts: {
    en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
    zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
  },
});

/** The repository's policy, compiled. */
export function readPolicy(): CompiledPolicy {
  const compiled = compilePolicy(policyFiles());
  if (!compiled.ok)
    throw new Error(compiled.faults.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return compiled.policy;
}

/** The repository's policy before it is compiled; a fresh object each time. */
export function readPolicySource(): PolicySource {
  sourceYaml ??= read('policy.yaml');
  return policySchema.parse(parse(sourceYaml, { maxAliasCount: -1 }));
}
let sourceYaml: string | undefined;

/** The repository's texts in one language; the same object each time. */
export function readPolicyTexts(locale: 'en' | 'zh'): Readonly<Record<string, string>> {
  const known = texts.get(locale) ?? parse(read(`text/${locale}.yaml`));
  texts.set(locale, known);
  return known;
}
const texts = new Map<string, Readonly<Record<string, string>>>();

/** The request of one of OpenRTB's fixture files, `prebid/NAME` or `spec-2.6/NAME`. */
export function readRequestFixture(name: string): unknown {
  const file = new URL(`../../../openrtb/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).request;
}
