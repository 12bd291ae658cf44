import type { createNarrower } from '../../packages/policy/src/in-force/narrower.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createNarrower>({
  file: 'packages/policy/src/in-force/narrower.ts',
  export: 'createNarrower',
  says: {
    en: 'What was collected under one version is used by the narrower of that version and the one in force',
    zh: '在某一版本下收集的内容，按该版本与现行版本中较窄者使用',
  },
  provenBy: ['packages/policy/src/in-force/narrower.test.ts'],
  mutants: {
    'uses old data by the newer version': (original) => (_then, now) => original(now, now),
    'uses old data by the older version': (original) => (then) => original(then, then),
  },
});
