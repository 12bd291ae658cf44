import { type Kysely, sql } from 'kysely';

/** What advertisers report of what follows their ads: hashes of their keys, and kinds of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table advertisers add column conversions jsonb check (jsonb_typeof(conversions) = 'object')`.execute(
    db,
  );
}
