import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const POLICY = join(import.meta.dirname, '../../../../policy');

/** A copy of the project's policy that may be changed. */
export interface PolicyFolder {
  readonly path: string;
  /** Replaces a passage of a file; throws where it is missing. */
  edit(passage: RegExp, instead: string, file?: string): void;
  /** Raises version and date under meta. */
  version(version: number, effective: string): void;
  remove(): void;
}

/** Without what was released: the copy starts its own history. */
export function copyPolicy(): PolicyFolder {
  const path = mkdtempSync(join(tmpdir(), 'policy-'));
  cpSync(POLICY, path, { recursive: true, filter: (source) => basename(source) !== 'released' });
  const edit: PolicyFolder['edit'] = (passage, instead, file = 'policy.yaml') => {
    const text = readFileSync(join(path, file), 'utf8');
    const edited = text.replace(passage, () => instead);
    if (text.search(passage) < 0) throw new Error(`${file} has no passage ${passage}`);
    writeFileSync(join(path, file), edited);
  };
  return {
    path,
    edit,
    version(version, effective) {
      edit(/^( {2}version: ).*\n( {2}effective: ).*$/m, `  version: ${version}\n  effective: ${effective}`);
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
