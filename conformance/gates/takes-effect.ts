import type { takesEffectMs } from '../../packages/policy/src/release/taking-effect.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof takesEffectMs>({
  file: 'packages/policy/src/release/taking-effect.ts',
  export: 'takesEffectMs',
  says: {
    en: 'A widening takes effect only when everybody concerned has had notice for the whole period',
    zh: '扩大性变更只有在所有相关人员获得完整通知期后才生效',
  },
  provenBy: ['packages/policy/src/release/release-plan.test.ts'],
  mutants: {
    'takes effect on its date, told or not': () => (record) => Date.parse(`${record.effective}T00:00:00Z`),
  },
});
