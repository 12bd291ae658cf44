import type { readReleased } from '../../apps/jianchat/src/policy-versions/released-folder.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof readReleased>({
  file: 'apps/jianchat/src/policy-versions/released-folder.ts',
  export: 'readReleased',
  says: {
    en: 'A released version that is not as it was released, byte by byte, stops the start',
    zh: '已发布的版本若有一个字节与发布时不同，平台即不启动',
  },
  provenBy: ['apps/jianchat/src/policy-versions/released-folder.test.ts'],
  mutants: {
    'passes over what is damaged': (original) => (folder) => {
      try {
        return original(folder);
      } catch {
        return [];
      }
    },
  },
});
