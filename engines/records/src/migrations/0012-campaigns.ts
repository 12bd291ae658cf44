import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table orders (
    id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    advertiser_id text not null references advertisers,
    name text,
    budget_total_micros int8 check (budget_total_micros >= 0),
    starts_at timestamptz,
    ends_at timestamptz,
    enabled boolean not null default true,
    check (ends_at > starts_at)
  )`,
  'create index on orders (advertiser_id)',
  'alter table line_items add column order_id text references orders',
  `alter table line_items add column kind text not null default 'pricePriority'
    check (kind in ('sponsorship', 'standard', 'pricePriority', 'house'))`,
  'alter table line_items add column priority int4 not null default 8 check (priority between 1 and 16)',
  `alter table line_items add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object')`,
  'create index on line_items (order_id)',
  `alter table advertisers add column time_zone text not null default 'UTC'`,
  `alter table media add column time_zone text not null default 'UTC'`,
  `alter table media add column blocks jsonb not null default '{}' check (jsonb_typeof(blocks) = 'object')`,
  `create trigger raise_config_revision after insert or update or delete or truncate on orders
    for each statement execute function raise_config_revision()`,
  `create table deals (
    id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    name text,
    kind text not null check (kind in ('private', 'preferred', 'guaranteed')),
    spec jsonb not null check (jsonb_typeof(spec) = 'object'),
    enabled boolean not null default true
  )`,
  `create trigger raise_config_revision after insert or update or delete or truncate on deals
    for each statement execute function raise_config_revision()`,
  `create table line_item_delivery (
    line_item text not null check (line_item <> ''),
    day text not null check (day ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    kind text not null check (kind <> ''),
    events int8 not null check (events >= 0),
    primary key (line_item, day, kind)
  )`,
];

/** Orders above line items, what line items are and under which terms they run, and what of them was delivered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
