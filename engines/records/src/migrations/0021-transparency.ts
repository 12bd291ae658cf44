import { type Kysely, sql } from 'kysely';

/** What advertisers say of who paid for their ads (EU Digital Services Act). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`alter table advertisers add column dsa jsonb check (jsonb_typeof(dsa) = 'object')`)
    .execute(db);
}
