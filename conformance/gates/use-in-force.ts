import type { createUseRules } from '../../packages/policy/src/gates/use-rules.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createUseRules>({
  file: 'packages/policy/src/gates/use-rules.ts',
  export: 'createUseRules',
  says: {
    en: 'A program built for more reads no more than the policy in force grants',
    zh: '为更大范围而构建的程序，读取的也不超过现行政策所允许的',
  },
  provenBy: ['packages/policy/src/gates/use.test.ts'],
  mutants: {
    'asks the person, and not the policy in force': (original) => (policy) => {
      const rules = original(policy);
      return (decision, purpose) => (rules(decision, purpose) === 'nothing' ? 'nothing' : 'whole');
    },
  },
});
