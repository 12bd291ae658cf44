import { type Kysely, sql } from 'kysely';

const body = (name: string) => `create table ${name} (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  account_id text references accounts,
  body jsonb not null check (jsonb_typeof(body) = 'object')
)`;
const raises = (name: string) =>
  `create trigger raise_config_revision after insert or update or delete or truncate on ${name}
    for each statement execute function raise_config_revision()`;

/** What answers are made of besides bids: stored responses, and ad servers' categories. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['stored_responses', 'category_mappings']) {
    await sql.raw(body(table)).execute(db);
    await sql.raw(raises(table)).execute(db);
  }
}
