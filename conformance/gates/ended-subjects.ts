import type { tendSubjects } from '../../packages/identity/src/tend-subjects.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof tendSubjects>({
  file: 'packages/identity/src/tend-subjects.ts',
  export: 'tendSubjects',
  says: {
    en: 'A subject ends when its time is over',
    zh: '主体在期限届满时终止',
  },
  provenBy: ['packages/identity/src/identity.test.ts'],
  mutants: {
    'keeps subjects for ever': (original) => (means, tending) =>
      original(means, { ...tending, expireBeforeS: 0 }),
  },
});
