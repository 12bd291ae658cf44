import type { createRecogniser } from '../../packages/identity/src/recogniser.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createRecogniser>({
  file: 'packages/identity/src/recogniser.ts',
  export: 'createRecogniser',
  says: {
    en: 'In the public record of a disclosure nobody and somebody look alike, and one person is never seen twice',
    zh: '披露的公开记录中，有人与无人看起来相同，同一人也不会被辨认两次',
  },
  provenBy: ['packages/identity/src/recogniser.test.ts'],
  mutants: {
    'marks who was not recognised': (original) => (options) => {
      const recogniser = original(options);
      return {
        ...recogniser,
        commit: (identifier, auction) =>
          identifier === undefined ? Buffer.alloc(32) : recogniser.commit(identifier, auction),
      };
    },
    'writes the same of a person each time': (original) => (options) => {
      const recogniser = original(options);
      return { ...recogniser, commit: (identifier) => recogniser.commit(identifier, 'always') };
    },
  },
});
