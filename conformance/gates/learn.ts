import type { createLearnGate } from '../../packages/effectiveness/src/learn-gate.ts';
import { ALL_TEMPLATES } from '../../packages/effectiveness/src/templates.ts';
import { FIELD } from '../../packages/policy/src/index.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createLearnGate>({
  file: 'packages/effectiveness/src/learn-gate.ts',
  export: 'createLearnGate',
  says: {
    en: 'Which ads work is learned only from fields that the policy, then and now, lets be learned from, and from conversions only where the person let them be measured',
    zh: '判断哪些广告有效时，仅学习当时与现行政策均允许学习的字段；转化仅在用户允许衡量时才参与学习',
  },
  provenBy: ['packages/effectiveness/src/learn-gate.test.ts'],
  mutants: {
    'takes every conversion for one that was let in': (original) => (means) => ({
      templates: (under, goal) => original(means).templates({ ...under, letIn: FIELD.conversion }, goal),
    }),
    'learns from whatever a feature can be made of': () => () => ({ templates: () => ALL_TEMPLATES }),
    'asks only the policy of then': (original) => (means) => ({
      templates: (under, goal) =>
        original({
          ofVersion: means.ofVersion,
          inForce: () => means.ofVersion(under.version) ?? means.inForce(),
        }).templates(under, goal),
    }),
  },
});
