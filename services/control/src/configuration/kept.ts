import type { Tables } from '@jianchat/records';
import { sql, type Transaction } from 'kysely';
import { OWN_LEDGERS } from '../auth/own-ledgers.ts';

/** Whose id names more than the configuration: people who sign in for it, and its money. */
const OWNERS = { accounts: 'account', advertisers: 'advertiser' } as const;

/**
 * Whether people or money stand for an account or an advertiser, or stood for it until it closed. Its id stays taken: whoever made it
 * anew would get what was the other's.
 */
export async function isKept(
  trx: Transaction<Tables>,
  { table, id }: { readonly table: keyof Tables; readonly id: string },
): Promise<boolean> {
  if (table !== 'accounts' && table !== 'advertisers') return false;
  const owner = OWNERS[table];
  const { rows } = await sql<{ closed: boolean; owns: boolean; people: boolean }>`
    select closed_at is not null as closed,
      exists (select from ledger_accounts where kind = ${OWN_LEDGERS[owner]} and owner = ${id}) as owns,
      to_regclass('auth."user"') is not null as people
    from ${sql.table(table)} where id = ${id}`.execute(trx);
  const [found] = rows;
  if (found === undefined) return false;
  if (found.closed || found.owns) return true;
  // The people's tables are made by the service; commands may run before them.
  if (!found.people) return false;
  const people = await sql`
    select from auth."user" where ${sql.ref(owner)} = ${id} limit 1`.execute(trx);
  return people.rows.length > 0;
}
