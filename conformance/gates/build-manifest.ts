import type { manifestFaults } from '../../packages/policy/src/manifest/manifest-faults.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof manifestFaults>({
  file: 'packages/policy/src/manifest/manifest-faults.ts',
  export: 'manifestFaults',
  says: {
    en: 'A policy that asks for more than the build was made and tested with is refused',
    zh: '若政策要求超出该构建所制作和测试的范围，则被拒绝',
  },
  provenBy: ['packages/policy/src/manifest/manifest-faults.test.ts'],
  mutants: { 'takes every policy': () => () => [] },
});
