import type { createKeyRing } from '../../packages/identity/src/key-ring.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createKeyRing>({
  file: 'packages/identity/src/key-ring.ts',
  export: 'createKeyRing',
  says: {
    en: 'A copy of a subject’s key from before a rotation opens no more once the old epoch is destroyed',
    zh: '旧周期被销毁后，轮换之前的主体密钥副本无法再打开',
  },
  provenBy: ['packages/identity/src/identity.test.ts'],
  mutants: {
    'keeps every old key': (original) => (master, epochs) => {
      const ring = original(master, epochs);
      const kept = new Map<number, ReturnType<typeof ring.newest>>();
      return {
        newest: () => {
          const newest = ring.newest();
          kept.set(newest.id, newest);
          return newest;
        },
        byId: (id) => ring.byId(id) ?? kept.get(id),
      };
    },
  },
});
