import type { countBatch } from '../../services/pipeline/src/stages/count-events.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof countBatch>({
  file: 'services/pipeline/src/stages/count-events.ts',
  export: 'countBatch',
  says: {
    en: 'An event is counted and charged once, however often it arrives',
    zh: '同一事件无论到达多少次，只计数和计费一次',
  },
  provenBy: ['services/pipeline/src/stages/count-events.test.ts'],
  mutants: {
    'counts whatever arrives': (original) => async (db, events) => {
      await original(db, events);
      return events;
    },
  },
});
