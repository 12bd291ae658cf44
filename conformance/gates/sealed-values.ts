import type { createSubjects } from '../../packages/identity/src/subjects.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createSubjects>({
  file: 'packages/identity/src/subjects.ts',
  export: 'createSubjects',
  says: {
    en: 'A value of a subject is stored only sealed under the subject’s own key, and opens for its field alone',
    zh: '主体的值只在其自身密钥下密封保存，且仅对其字段可打开',
  },
  provenBy: ['packages/identity/src/identity.test.ts'],
  mutants: {
    'stores values as they are': (original) => (means) => ({
      ...original(means),
      seal: (value) => Buffer.from(value),
      open: (sealed) => ({ status: 'opened', value: Buffer.from(sealed) }),
    }),
    'binds a value to no field': (original) => (means) => {
      const subjects = original(means);
      const anyField = { field: 0, version: 0 };
      return {
        ...subjects,
        seal: (value, context) => subjects.seal(value, { ...context, ...anyField }),
        open: (sealed, context) => subjects.open(sealed, { ...context, ...anyField }),
      };
    },
  },
});
