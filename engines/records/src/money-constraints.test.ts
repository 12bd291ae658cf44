import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateRecords } from './migrate.ts';
import { startTestRecords, type TestRecords } from './testing/index.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords({ migrated: false });
  await migrateRecords(records.records.db);
}, 120_000);
afterAll(() => records?.stop());

/** Past all of the project's code, as somebody would who has the database's password. */
const run = (statement: string) => sql.raw(statement).execute(records.records.db);
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const journal = (offset: number, amounts: readonly (readonly [string, number])[]) =>
  run(`
    with journal as (
      insert into journals (source, from_offset, to_offset, at) values ('by hand', ${offset}, ${offset}, now()) returning id
    ), account as (
      insert into ledger_accounts (kind, owner, currency)
      values ${amounts.map(([currency], at) => `('hand${at}', 'by-${offset}', '${currency}')`).join(', ')}
      returning id, kind
    )
    insert into postings (journal_id, ledger_account_id, amount_micros)
    select journal.id, account.id, amount.micros
    from journal, account
    join (values ${amounts.map(([, micros], at) => `('hand${at}', ${micros}::int8)`).join(', ')}) as amount (kind, micros)
      using (kind)`);

describe('K2: the books, written to by hand', () => {
  it('take a journal that sums to zero in each currency', async () => {
    expect(
      await code(
        journal(1, [
          ['USD', 5],
          ['USD', -5],
          ['EUR', 7],
          ['EUR', -7],
        ]),
      ),
    ).toBe('done');
  });

  it('take none that does not, be it whole or in one currency', async () => {
    expect(await code(journal(2, [['USD', 5]]))).toBe('23514');
    expect(
      await code(
        journal(3, [
          ['USD', 5],
          ['EUR', -5],
        ]),
      ),
    ).toBe('23514');
  });

  it.each([
    'update postings set amount_micros = amount_micros * 2',
    'delete from postings',
    'truncate postings cascade',
  ])('are never changed: %s', async (statement) => {
    expect(await code(run(statement))).toBe('23001');
  });
});
