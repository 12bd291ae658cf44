import type { openEnumeration } from '../../packages/policy/src/compile/open-enumeration.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof openEnumeration>({
  file: 'packages/policy/src/compile/open-enumeration.ts',
  export: 'openEnumeration',
  says: {
    en: 'A policy in which a list goes on with “etc.” or “等” does not compile',
    zh: '以“等”或“etc.”结尾的开放式列举使政策无法编译',
  },
  provenBy: [
    'packages/policy/src/compile/open-enumeration.test.ts',
    'packages/policy/src/compile/compile-policy.test.ts',
  ],
  mutants: { 'takes lists that go on': () => () => undefined },
});
