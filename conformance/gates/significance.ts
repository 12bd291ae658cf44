import type { diffPolicies } from '../../packages/policy/src/diff/diff-policies.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof diffPolicies>({
  file: 'packages/policy/src/diff/diff-policies.ts',
  export: 'diffPolicies',
  says: {
    en: 'No widening of the policy passes for a change of words: the compiled tables are compared, not the prose',
    zh: '政策的扩大不会被当作文字修改：比较的是编译后的表，而非文字',
  },
  provenBy: ['packages/policy/src/diff/diff-policies.test.ts'],
  mutants: {
    'takes every change for words': (original) => (a, b) => {
      const diff = original(a, b);
      return {
        ...diff,
        significance: diff.changes.length === 0 ? 'none' : 'editorial',
        changes: diff.changes.map((change) => ({ ...change, significance: 'editorial' })),
      };
    },
  },
});
