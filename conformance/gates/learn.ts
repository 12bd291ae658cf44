import type { createLearnGate } from '../../packages/effectiveness/src/learn-gate.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createLearnGate>({
  file: 'packages/effectiveness/src/learn-gate.ts',
  export: 'createLearnGate',
  says: {
    en: 'Which ads work is learned only from fields that the policy, then and now, lets be learned from',
    zh: '判断哪些广告有效时，仅学习当时与现行政策均允许学习的字段',
  },
  provenBy: ['packages/effectiveness/src/learn-gate.test.ts'],
  mutants: {
    'learns from whatever a feature can be made of': () => () => ({ templates: () => 0xffff }),
    'asks only the policy of then': (original) => (means) => ({
      templates: (under) =>
        original({
          ofVersion: means.ofVersion,
          inForce: () => means.ofVersion(under.version) ?? means.inForce(),
        }).templates(under),
    }),
  },
});
