import { type Kysely, sql } from 'kysely';

/** Rows leave by age. They come in order of their time, so a range index of a few pages finds the old ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('create index counted_events_age on counted_events using brin (at)').execute(db);
}
