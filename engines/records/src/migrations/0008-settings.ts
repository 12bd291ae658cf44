import { type Kysely, sql } from 'kysely';

const SETTINGS = "settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object')";

const STATEMENTS = [
  `alter table accounts add column ${SETTINGS}`,
  `alter table bidders add column ${SETTINGS}`,
  // One row at most; the import writes rows by their id.
  `create table host_settings (id text primary key check (id = 'host'), ${SETTINGS})`,
  `create trigger raise_config_revision after insert or update or delete or truncate on host_settings
    for each statement execute function raise_config_revision()`,
];

/** Settings of accounts, of bidders and of the host itself, in the form of the import file. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
