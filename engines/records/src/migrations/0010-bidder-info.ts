import { type Kysely, sql } from 'kysely';

const OBJECT = (column: string) => `${column} jsonb check (jsonb_typeof(${column}) = 'object')`;

/** What a bidder says of itself: who answers for it, where it buys, how browsers are synced with it, which parameters it takes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table bidders
         add column maintainer_email text,
         add column gvl_id int4 check (gvl_id between 1 and 65535),
         add column ${OBJECT('capabilities')},
         add column ${OBJECT('user_sync')},
         add column ${OBJECT('parameters_schema')},
         add column modifying_vast_allowed boolean not null default false`,
    )
    .execute(db);
}
