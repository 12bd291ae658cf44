import type { syncRules } from '../../services/exchange/src/user-sync/sync-rules.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof syncRules>({
  file: 'services/exchange/src/user-sync/sync-rules.ts',
  export: 'syncRules',
  says: {
    en: 'A browser keeps a bidder’s id only where the policy lets it be kept under the person’s signals, and for a bidder whose contract may have it',
    zh: '仅在政策依据本人信号允许保存、且该竞价方的合同可以获得时，浏览器才保存其标识',
  },
  provenBy: ['services/exchange/src/routes/user-sync.test.ts'],
  mutants: {
    'lets ids be kept whatever was refused': (original) => (raw, outer, parts) => {
      const rules = original(raw, outer, parts);
      return {
        ...rules,
        mayKeep: true,
        shareWith: ({ contract }) => contract && parts.gates.share(rules.admitted, contract),
      };
    },
    'asks no contract': (original) => (raw, outer, parts) => {
      const rules = original(raw, outer, parts);
      return {
        ...rules,
        shareWith: ({ contract }) =>
          rules.mayKeep && contract ? parts.gates.share(rules.admitted, contract) : undefined,
      };
    },
  },
});
