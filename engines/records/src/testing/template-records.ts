import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = join(import.meta.dirname, '../..');
const CACHE = join(PACKAGE, '../../.cache');

/**
 * Fills the folder of an embedded server that never ran with an empty, migrated store. It is made once for the sources as they are, by
 * the engine and the migrations themselves; every further test copies it, which takes a fraction of a second.
 */
export async function copyTemplateRecords(dataDir: string): Promise<void> {
  const template = join(CACHE, `records-${stampOfSources()}`);
  if (!existsSync(template)) await makeTemplate(template);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  cpSync(template, dataDir, { recursive: true });
}

/**
 * In a process of its own, which reads the sources as they are: a mutant that stands in a gate's place here must not get into what other
 * tests begin with. Nor does what is copied show a mutant of the engine or of a migration; tests that prove those migrate themselves.
 */
async function makeTemplate(template: string): Promise<void> {
  await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'make-template-records.ts'),
    template,
  ]);
}

/** All that decides what an empty store looks like; the package file pins the server. */
function stampOfSources(): string {
  const files = globSync(['package.json', 'src/**/*.ts'], { cwd: PACKAGE }).toSorted();
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !name.endsWith('.test.ts')))
    hash.update(`${file}\0`).update(readFileSync(join(PACKAGE, file)));
  return hash.digest('hex').slice(0, 16);
}
