import type { projectObject } from '../../packages/policy/src/gates/project.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof projectObject>({
  file: 'packages/policy/src/gates/project.ts',
  export: 'projectObject',
  says: {
    en: 'What leaves is a fresh copy of the allowed fields, never the request with some taken out',
    zh: '发出的是允许字段的全新副本，而不是从请求中删去一部分',
  },
  provenBy: ['packages/policy/src/gates/share.test.ts'],
  mutants: {
    'sends the request as it is': () => (_plan, value) => structuredClone(value),
  },
});
