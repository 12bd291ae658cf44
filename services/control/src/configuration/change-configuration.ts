import type { Tables } from '@jianchat/records';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Caller } from '../auth/caller.ts';

/** Who changes something; undefined for commands and the platform itself. */
export type Changer = Pick<Caller, 'kind' | 'id'> | undefined;

/**
 * One change of the configuration, after all that came before it: what is compared with what is stored is written as it was
 * compared. Every record written in it is stamped with who did it.
 */
export async function changeConfiguration<T>(
  db: Kysely<Tables>,
  by: Changer,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await lockConfiguration(trx);
    if (by !== undefined)
      await sql`select set_config('jianchat.changed_by', ${`${by.kind}:${by.id}`}, true)`.execute(trx);
    return work(trx);
  });
}

/** Holds the row that every change raises. Taken before any record, so that no two changes wait for each other. */
export async function lockConfiguration(trx: Transaction<Tables>): Promise<void> {
  await trx.selectFrom('config_revision').select('revision').forUpdate().execute();
}
