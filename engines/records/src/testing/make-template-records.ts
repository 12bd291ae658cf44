/** Makes the folder that `copyTemplateRecords` copies, at the place it is told. */
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { embeddedPostgres } from '../embedded/index.ts';
import { migrateRecords } from '../migrate.ts';
import { openRecords, type Records } from '../open-records.ts';

const [, , place] = process.argv;
if (place === undefined) throw new Error('the place of the template must be told');
await makeTemplate(place);

async function makeTemplate(template: string): Promise<void> {
  const cache = dirname(template);
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'records-making-'));
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
    const earlier = globSync('records-????????????????', { cwd: cache }).filter(
      (name) => join(cache, name) !== template,
    );
    for (const name of earlier) rmSync(join(cache, name), { recursive: true, force: true });
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
