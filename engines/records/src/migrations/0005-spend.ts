import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table line_item_spend (
    line_item text not null check (line_item <> ''),
    day text not null check (day ~ '^\\d{4}-\\d\\d-\\d\\d$'),
    micros int8 not null check (micros >= 0),
    primary key (line_item, day)
  )`,
  `alter table analytics_batches add column consumer text not null default 'events'`,
  'alter table analytics_batches alter column consumer drop default',
  'alter table analytics_batches drop constraint analytics_batches_pkey',
  'alter table analytics_batches add primary key (consumer, from_offset)',
];

/** What each line item spent on each day, and batches of more than one topic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
