import { type Kysely, sql } from 'kysely';

/** Line items that have run are put away instead of removed: their spend stays with their order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table line_items add column archived boolean not null default false`.execute(db);
}
