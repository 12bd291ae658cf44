import type { widenedSince } from '../../packages/policy/src/in-force/asked-anew.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof widenedSince>({
  file: 'packages/policy/src/in-force/asked-anew.ts',
  export: 'widenedSince',
  says: {
    en: 'A choice made before a widening was announced does not count for it',
    zh: '在宣布扩大之前作出的选择对其不算数',
  },
  provenBy: ['packages/policy/src/in-force/asked-anew.test.ts'],
  mutants: {
    'lets every choice count for ever': () => () => 0,
    'lets a choice without a date count': (original) => (widenings, choice) =>
      choice.chosenMs === undefined ? 0 : original(widenings, choice),
  },
});
