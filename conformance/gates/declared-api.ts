import type { compareApi } from '../../packages/policy/src/compare-places.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof compareApi>({
  file: 'packages/policy/src/compare-places.ts',
  export: 'compareApi',
  says: {
    en: 'Nothing enters or leaves by the control API that no field of the policy declares',
    zh: '政策字段未声明的内容不得经控制接口进出',
  },
  provenBy: ['services/control/src/api/api-fields.test.ts'],
  appliedBy: ['services/control/src/api/api-fields.test.ts'],
  mutants: { 'misses what is undeclared': () => () => [] },
});
