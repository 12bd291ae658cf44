import type { countingRule } from '../../services/exchange/src/counting/counting-rule.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof countingRule>({
  file: 'services/exchange/src/counting/counting-rule.ts',
  export: 'countingRule',
  says: {
    en: 'What is shown is counted to somebody only where ads may be limited for them',
    zh: '只有在允许为其限制广告次数时，才会把展示计到某人名下',
  },
  provenBy: ['services/exchange/src/counting/counting-rule.test.ts'],
  mutants: {
    'counts everybody': (original) => (policy, gates, names) =>
      original(policy, { ...gates, mayHold: () => true }, names),
  },
});
