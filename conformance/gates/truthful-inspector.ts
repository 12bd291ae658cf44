import type { explainCollect } from '../../packages/policy/src/explain.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof explainCollect>({
  file: 'packages/policy/src/explain.ts',
  export: 'explainCollect',
  says: {
    en: 'What the inspector says of a field is what the gates did with it',
    zh: '检视器对每个字段的说明与门控的实际处理一致',
  },
  provenBy: ['packages/policy/src/gates/gates.property.test.ts'],
  mutants: {
    'says that nothing entered': (original) => (policy, signals) =>
      original(policy, signals).map((row) => ({ ...row, fate: 'dropped' })),
  },
});
