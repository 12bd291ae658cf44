import { type Kysely, sql } from 'kysely';
import type { up } from '../../engines/records/src/migrations/0004-pipeline.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof up>({
  file: 'engines/records/src/migrations/0004-pipeline.ts',
  export: 'up',
  says: {
    en: 'The database itself takes the id of a counted event only once',
    zh: '数据库本身对已计数事件的编号只接受一次',
  },
  provenBy: ['services/pipeline/src/stages/count-events.test.ts'],
  mutants: {
    'has no unique event ids': (original) => async (db: Kysely<unknown>) => {
      await original(db);
      await sql`alter table counted_events drop constraint counted_events_pkey`.execute(db);
    },
  },
});
