import type { createCollector } from '../../packages/policy/src/gates/collect.ts';
import { FORM } from '../../packages/policy/src/gates/decision.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createCollector>({
  file: 'packages/policy/src/gates/collect.ts',
  export: 'createCollector',
  says: {
    en: 'A request enters as a copy along the declared paths, each value in the form the policy allows',
    zh: '请求只按声明的路径复制进入，每个值都以政策允许的形式进入',
  },
  provenBy: ['packages/policy/src/gates/collect.test.ts'],
  mutants: {
    'copies the request as it came': (original) => (policy, plan, keyedHash) => {
      const collect = original(policy, plan, keyedHash);
      return (raw, forms) => ({
        ...collect(raw, forms),
        request: structuredClone(raw) as Record<string, unknown>,
      });
    },
    'lets every declared field in as it is': (original) => (policy, plan, keyedHash) => {
      const collect = original(policy, plan, keyedHash);
      return (raw, forms) => collect(raw, forms.slice().fill(FORM.raw));
    },
  },
});
