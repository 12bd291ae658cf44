import type { compileTexts } from '../../packages/policy/src/compile/compile-texts.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof compileTexts>({
  file: 'packages/policy/src/compile/compile-texts.ts',
  export: 'compileTexts',
  says: {
    en: 'A policy in which a declared row has no words in one of the languages, or words belong to nothing, does not compile',
    zh: '若某一声明行缺少任一语言的文字，或文字不属于任何声明，政策无法编译',
  },
  provenBy: ['packages/policy/src/compile/compile-texts.test.ts'],
  mutants: {
    'takes texts with gaps': (original) => (policy, files) => ({ ...original(policy, files), faults: [] }),
  },
});
