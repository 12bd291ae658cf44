import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { RecordsFault } from './fault.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables/index.ts';

/**
 * Brings the database to this release's tables: all missing migrations in one transaction, under an advisory
 * lock, so that processes starting together migrate once. Returns the names of those it applied.
 * Throws a RecordsFault: `records.migration-failed` (nothing was changed) or `records.schema-newer`.
 */
export async function migrateRecords(db: Kysely<Tables>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    if (failed === undefined && error instanceof Error && error.message.startsWith('corrupted migrations')) {
      throw new RecordsFault('records.schema-newer', 'the database belongs to a newer release', {
        cause: error,
      });
    }
    throw new RecordsFault('records.migration-failed', failed ?? 'before the first migration', {
      cause: error,
    });
  }
  return (results ?? []).map((result) => result.migrationName);
}
