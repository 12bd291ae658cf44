import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table conversion_keys (
    id text primary key check (id ~ '^[0-9a-f]{16}$'),
    advertiser_id text not null references advertisers on delete cascade,
    use text not null check (use in ('server', 'page')),
    secret_sha256 text not null unique check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    created_on text not null check (created_on ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    revoked_on text check (revoked_on ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    last_used_on text check (last_used_on ~ '^\\d{4}-\\d\\d-\\d\\d$')
  )`,
  'create index on conversion_keys (advertiser_id)',
  // That a key was used changes no snapshot.
  `create trigger raise_config_revision after insert or delete or truncate or update of revoked_on on conversion_keys
    for each statement execute function raise_config_revision()`,
];

/** Keys by which advertisers report conversions; the secret itself is never stored. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
