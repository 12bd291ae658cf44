import { type Kysely, sql } from 'kysely';

/** The networks whose SDKs a placement is offered to, beside the auction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table placements
         add column mediation jsonb check (jsonb_typeof(mediation) = 'object')`,
    )
    .execute(db);
}
