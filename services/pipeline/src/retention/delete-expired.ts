import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import type { RecordsRule } from './retention-plan.ts';

export interface Expiry {
  readonly olderThanMs: number;
  /** Log offset before which every consumer is done: an event that is read again must still be known as counted. */
  readonly consumedBefore: number;
  readonly rowsMax: number;
}

/**
 * Deletes rows past their period, at most `rowsMax`, in a transaction of its own; resolves to how many.
 * A row that names its place in the log stays while a consumer has not passed it, however old it is.
 */
export async function deleteExpired(db: Kysely<Tables>, rule: RecordsRule, expiry: Expiry): Promise<number> {
  const table = sql.table(rule.table);
  const age = sql.ref(rule.ageColumn);
  const passed = rule.table === 'counted_events' ? sql`and log_offset < ${expiry.consumedBefore}` : sql``;
  const { numAffectedRows } = await sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table}
      where ${age} < ${new Date(expiry.olderThanMs).toISOString()}::timestamptz ${passed}
      limit ${expiry.rowsMax}
    ))`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
