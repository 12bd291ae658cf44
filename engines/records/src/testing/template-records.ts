import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { embeddedPostgres } from '../embedded/index.ts';
import { migrateRecords } from '../migrate.ts';
import { openRecords, type Records } from '../open-records.ts';

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

async function makeTemplate(template: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(join(CACHE, 'records-making-'));
  const engine = embeddedPostgres({ dataDir: making });
  try {
    const { url } = await engine.start();
    const records = openRecords({ url, applicationName: 'template', poolMax: 1 });
    await fill(records).finally(() => records.close());
    await engine.stop();
    for (const name of ['lock', 'run']) rmSync(join(making, name), { recursive: true, force: true });
    // Of several tests that make it at the same time one puts its own in place; the others' is the same.
    if (!existsSync(template)) renameSync(making, template);
    // What earlier sources had made.
    const earlier = globSync('records-????????????????', { cwd: CACHE }).filter(
      (name) => join(CACHE, name) !== template,
    );
    for (const name of earlier) rmSync(join(CACHE, name), { recursive: true, force: true });
  } catch (error) {
    if (!existsSync(template)) throw error;
  } finally {
    await engine.stop();
    rmSync(making, { recursive: true, force: true });
  }
}

async function fill({ db }: Records): Promise<void> {
  await migrateRecords(db);
  // Nobody makes further databases in it, and these two are half of its files.
  await sql`update pg_database set datistemplate = false`.execute(db);
  for (const name of ['template0', 'template1']) await sql`drop database ${sql.id(name)}`.execute(db);
}

/** All that decides what an empty store looks like; the package file pins the server. */
function stampOfSources(): string {
  const files = globSync(['package.json', 'src/**/*.ts'], { cwd: PACKAGE }).toSorted();
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !name.endsWith('.test.ts')))
    hash.update(`${file}\0`).update(readFileSync(join(PACKAGE, file)));
  return hash.digest('hex').slice(0, 16);
}
