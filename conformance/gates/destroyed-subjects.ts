import type { createSubjects } from '../../packages/identity/src/subjects.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createSubjects>({
  file: 'packages/identity/src/subjects.ts',
  export: 'createSubjects',
  says: {
    en: 'A destroyed subject opens nothing, is found by nothing, and what was committed to it links to nobody',
    zh: '被销毁的主体无法打开任何内容、无法被找到，其承诺值也不再关联任何人',
  },
  provenBy: ['packages/identity/src/identity.test.ts'],
  mutants: {
    'says destroyed and keeps the key': (original) => (means) => {
      const destroyed = new Set<string>();
      return {
        ...original(means),
        destroy: async (subject) => {
          const isFirst = !destroyed.has(subject);
          destroyed.add(subject);
          return isFirst;
        },
      };
    },
  },
});
