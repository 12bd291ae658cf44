import type { createPolicyInForce } from '../../packages/policy/src/in-force/policy-in-force.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createPolicyInForce>({
  file: 'packages/policy/src/in-force/policy-in-force.ts',
  export: 'createPolicyInForce',
  says: {
    en: 'A version whose conditions are not met does not rule, however late it is',
    zh: '条件未满足的版本无论多晚都不生效',
  },
  provenBy: ['packages/policy/src/in-force/policy-in-force.test.ts'],
  mutants: {
    'lets every released version rule at once': (original) => (schedule, options) =>
      original(
        schedule.map((version) => ({ ...version, fromMs: Number.NEGATIVE_INFINITY })),
        options,
      ),
  },
});
