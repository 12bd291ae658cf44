import { type Kysely, sql } from 'kysely';

const TABLES = `
create table consumer_offsets (
  consumer text primary key check (consumer <> ''),
  next_offset int8 not null check (next_offset >= 0)
);
create table counted_events (
  event_id text primary key,
  log_offset int8 not null,
  kind text not null,
  at timestamptz not null
);
create table analytics_batches (
  from_offset int8 primary key check (from_offset >= 0),
  to_offset int8 not null,
  row_count int4 not null check (row_count >= 0),
  created_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  check (to_offset > from_offset)
);`;

/** The pipeline's offsets and the events it has counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}
