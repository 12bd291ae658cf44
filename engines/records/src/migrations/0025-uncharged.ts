import { type Kysely, sql } from 'kysely';

/** What a budget had no more money for, of an event that was counted all the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table counted_events
    add column uncharged_micros int8 not null default 0 check (uncharged_micros >= 0)`.execute(db);
}
