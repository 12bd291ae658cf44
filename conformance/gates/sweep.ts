import type { createRetention } from '../../services/pipeline/src/retention/retention.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createRetention>({
  file: 'services/pipeline/src/retention/retention.ts',
  export: 'createRetention',
  says: {
    en: 'What is past the period of the policy in force is removed from every store, and nothing before',
    zh: '超过现行政策期限的内容从每个存储中移除，且不会提前移除',
  },
  provenBy: ['services/pipeline/src/retention/retention.test.ts'],
  mutants: {
    'removes nothing': () => () => ({ sweep: async () => ({ removed: new Map(), faults: new Map() }) }),
    'removes what is not past its period': (original) => (options) =>
      original({ ...options, now: () => options.now() + 400 * 86_400_000 }),
  },
});
