import { type Kysely, sql } from 'kysely';
import type { up } from '../../engines/records/src/migrations/0003-money.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof up>({
  file: 'engines/records/src/migrations/0003-money.ts',
  export: 'up',
  says: {
    en: 'The database refuses a journal that does not sum to zero in each currency, and any change of a booked row',
    zh: '数据库拒绝任何币种合计不为零的分录，也拒绝修改已入账的行',
  },
  provenBy: ['engines/records/src/money-constraints.test.ts'],
  mutants: {
    'books journals that do not balance': (original) => async (db: Kysely<unknown>) => {
      await original(db);
      await sql`drop trigger refuse_unbalanced_journal on postings`.execute(db);
    },
    'lets booked rows be changed': (original) => async (db: Kysely<unknown>) => {
      await original(db);
      await sql`drop trigger refuse_ledger_change on postings`.execute(db);
    },
  },
});
