import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table partner_states (
    bidder_id text primary key references bidders on delete cascade,
    state text not null check (state in ('matches', 'paused', 'allowed')),
    reasons jsonb not null check (jsonb_typeof(reasons) = 'object'),
    since timestamptz not null,
    checked_at timestamptz not null
  )`,
  // What changes nothing for anybody is no new configuration.
  `create trigger raise_config_revision_on_insert after insert on partner_states
    for each row when (new.state <> 'matches') execute function raise_config_revision()`,
  `create trigger raise_config_revision_on_update after update on partner_states
    for each row when (old.state is distinct from new.state) execute function raise_config_revision()`,
  `create table registry_files (
    url text primary key check (url <> ''),
    kind text not null check (kind in ('adsTxt', 'sellersJson', 'vendorList')),
    outcome text not null check (outcome <> ''),
    found jsonb not null check (jsonb_typeof(found) = 'object'),
    tried_at timestamptz not null,
    read_at timestamptz
  )`,
];

/** Whether bidders still match what they were taken on with, and the public files by which that is told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
