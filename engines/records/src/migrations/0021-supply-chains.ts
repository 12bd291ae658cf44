import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table supply_chains (
    hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
    chain jsonb not null check (jsonb_typeof(chain) = 'object'),
    verdict text not null default 'unknown' check (verdict in ('unknown', 'holds', 'untrue')),
    reasons jsonb not null check (jsonb_typeof(reasons) = 'object'),
    first_seen_at timestamptz not null,
    at timestamptz not null
  )`,
  'create index supply_chains_at on supply_chains (at)',
  // Only what is held against a chain, or no more, is news to the exchange.
  `create trigger raise_config_revision_on_update after update on supply_chains
    for each row when ((old.verdict = 'untrue') is distinct from (new.verdict = 'untrue'))
    execute function raise_config_revision()`,
  `create trigger raise_config_revision_on_delete after delete on supply_chains
    for each row when (old.verdict = 'untrue') execute function raise_config_revision()`,
  // Which media are authorised follows from these files.
  `create trigger raise_config_revision_on_insert after insert on registry_files
    for each row when (new.kind = 'adsTxt' and new.outcome = 'read') execute function raise_config_revision()`,
  `create trigger raise_config_revision_on_update after update on registry_files
    for each row when (new.kind = 'adsTxt'
      and (old.found is distinct from new.found or old.outcome is distinct from new.outcome))
    execute function raise_config_revision()`,
];

/** Supply chains that came with requests, held against the public files of those who stand in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
