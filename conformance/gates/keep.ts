import type { createKeepGate } from '../../packages/policy/src/in-force/keep-gate.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createKeepGate>({
  file: 'packages/policy/src/in-force/keep-gate.ts',
  export: 'createKeepGate',
  says: {
    en: 'Of a record only those columns are written down that the policy of then and the one in force both let stand',
    zh: '记录中只写入收集时的政策与现行政策都允许保留的列',
  },
  provenBy: ['packages/policy/src/in-force/keep-gate.test.ts'],
  mutants: {
    'asks the policy in force alone': (original) => (means) =>
      original({ ...means, ofVersion: () => means.inForce() }),
    'asks the policy of then alone': (original) => (means) => ({
      columns: (table, collected) => {
        const then = means.ofVersion(collected.version);
        return then === undefined
          ? new Set()
          : original({ ...means, inForce: () => then }).columns(table, collected);
      },
    }),
  },
});
