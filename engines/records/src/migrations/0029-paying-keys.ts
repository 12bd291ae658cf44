import { type Kysely, sql } from 'kysely';

/** Line items that were booked before go on paying for what pages' keys tell, as it was agreed; new ones have to say so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update line_items set terms = jsonb_set(terms, '{cost,paidBy}', '"any"')
    where terms #>> '{cost,model}' = 'cpa' and terms #> '{cost,paidBy}' is null`.execute(db);
}
