import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table creative_reviews add column tag jsonb check (jsonb_typeof(tag) = 'object')`,
  'alter table creative_reviews add column tag_checked_at timestamptz',
];

/** What a direct creative's VAST tag led to when it was last followed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
