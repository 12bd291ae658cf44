import { readFileSync } from 'node:fs';
import { compilePolicy, type PolicyCompilation } from '../compile/compile-policy.ts';

const root = new URL('../../../../policy/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The repository's `policy.yaml`. */
export const POLICY_YAML = read('policy.yaml');

/** The repository's texts. */
export const POLICY_TEXTS = {
  en: { file: 'text/en.yaml', yaml: read('text/en.yaml') },
  zh: { file: 'text/zh.yaml', yaml: read('text/zh.yaml') },
};

/** Compiles a changed policy under the file name `policy.yaml`. */
export const compileChanged = (yaml: string, texts = POLICY_TEXTS): PolicyCompilation =>
  compilePolicy({ file: 'policy.yaml', yaml, texts });

/** The policy with one passage replaced, and the line on which the passage stands. */
export function changePassage(passage: string, replacement: string): { changed: string; line: number } {
  const at = POLICY_YAML.indexOf(passage);
  if (at < 0) throw new Error(`the policy has no passage ${passage}`);
  return {
    changed: POLICY_YAML.replace(passage, () => replacement),
    line: POLICY_YAML.slice(0, at).split('\n').length,
  };
}
