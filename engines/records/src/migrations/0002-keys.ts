import { type Kysely, sql } from 'kysely';

const TABLES = `
create table api_keys (
  id text primary key check (length(id) between 1 and 64),
  account_id text references accounts,
  role text not null,
  secret_sha256 bytea not null unique check (length(secret_sha256) = 32),
  name text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index on api_keys (account_id);`;

/** Bearer keys of the control API. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}
