import { type Kysely, sql } from 'kysely';

const ID = `text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$')`;
const CURRENCY = `text not null check (currency ~ '^[A-Z]{3}$')`;
const ENABLED = 'boolean not null default true';

const TABLES = `
create table accounts (
  id ${ID},
  name text not null,
  currency ${CURRENCY},
  revenue_share_bps int4 not null default 8000 check (revenue_share_bps between 0 and 10000),
  enabled ${ENABLED},
  created_at timestamptz not null default now()
);
create table media (
  id ${ID},
  account_id text not null references accounts,
  kind text not null check (kind in ('app', 'site', 'ctv')),
  name text,
  bundle text,
  domain text,
  enabled ${ENABLED},
  check (case kind when 'site' then domain is not null else bundle is not null end)
);
create index on media (account_id);
create table placements (
  id ${ID},
  media_id text not null references media,
  name text,
  imp jsonb not null check (jsonb_typeof(imp) = 'object'),
  floor_micros int8 not null default 0 check (floor_micros >= 0),
  enabled ${ENABLED}
);
create index on placements (media_id);
create table stored_requests (
  id ${ID},
  account_id text references accounts,
  body jsonb not null check (jsonb_typeof(body) = 'object')
);
create table stored_imps (
  id ${ID},
  account_id text references accounts,
  body jsonb not null check (jsonb_typeof(body) = 'object')
);
create table contracts (
  id ${ID},
  recipient_class text not null,
  name text not null,
  policy_contract text not null
);
create table bidders (
  id ${ID},
  name text,
  endpoint text not null,
  contract_id text not null references contracts,
  adapter text not null default 'openrtb',
  timeout_ms int4 not null default 500 check (timeout_ms > 0),
  enabled ${ENABLED},
  margin_bps int4 not null default 0 check (margin_bps between 0 and 10000)
);
create table advertisers (
  id ${ID},
  name text not null,
  currency ${CURRENCY},
  enabled ${ENABLED}
);
create table line_items (
  id ${ID},
  advertiser_id text not null references advertisers,
  name text,
  price_cpm_micros int8 not null check (price_cpm_micros >= 0),
  currency ${CURRENCY},
  budget_total_micros int8 check (budget_total_micros >= 0),
  budget_daily_micros int8 check (budget_daily_micros >= 0),
  starts_at timestamptz,
  ends_at timestamptz,
  targeting jsonb not null default '{}' check (jsonb_typeof(targeting) = 'object'),
  enabled ${ENABLED},
  check (ends_at > starts_at)
);
create index on line_items (advertiser_id);
create table creatives (
  id ${ID},
  line_item_id text not null references line_items,
  name text,
  kind text not null check (kind in ('banner', 'video')),
  spec jsonb not null check (jsonb_typeof(spec) = 'object'),
  enabled ${ENABLED}
);
create index on creatives (line_item_id);`;

/**
 * Raising the revision locks its one row until commit: configuration changes are serialised, so a higher
 * revision has always committed later. Listeners of `config_changed` hear the new revision at commit.
 */
const REVISION = `
create table config_revision (
  single boolean primary key default true check (single),
  revision int8 not null default 0
);
insert into config_revision default values;
create function raise_config_revision() returns trigger language plpgsql as $$
declare
  raised int8;
begin
  update config_revision set revision = revision + 1 returning revision into raised;
  perform pg_notify('config_changed', raised::text);
  return null;
end $$;`;

const CONFIG_TABLES = [
  'accounts',
  'media',
  'placements',
  'stored_requests',
  'stored_imps',
  'contracts',
  'bidders',
  'advertisers',
  'line_items',
  'creatives',
];

/** Inventory and demand, and the revision that every change of them raises. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
  await sql.raw(REVISION).execute(db);
  for (const table of CONFIG_TABLES) {
    await sql`
      create trigger raise_config_revision after insert or update or delete or truncate on ${sql.table(table)}
      for each statement execute function raise_config_revision()`.execute(db);
  }
}
