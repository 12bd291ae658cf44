import type { createUseRules } from '../../packages/policy/src/gates/use-rules.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createUseRules>({
  file: 'packages/policy/src/gates/use-rules.ts',
  export: 'createUseRules',
  says: {
    en: 'A request is read for a named purpose only, and then shows what serves it, if the person has not refused it',
    zh: '只能为指明的用途读取请求，且只显示服务于该用途、本人未拒绝的内容',
  },
  provenBy: ['packages/policy/src/gates/use.test.ts'],
  mutants: {
    'shows everything for any purpose': () => () => () => 'whole',
  },
});
