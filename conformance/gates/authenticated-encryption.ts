import { createDecipheriv } from 'node:crypto';
import type { decrypt } from '../../packages/identity/src/aes-gcm.ts';
import { defineGate } from '../registry/define-gate.ts';

const TAG_BYTES = 16;

export const gate = defineGate<typeof decrypt>({
  file: 'packages/identity/src/aes-gcm.ts',
  export: 'decrypt',
  says: {
    en: 'What was changed, cut or moved after it was encrypted is not decrypted',
    zh: '加密后被修改、截断或移动的内容不会被解密',
  },
  provenBy: ['packages/identity/src/aes-gcm.test.ts'],
  mutants: {
    'decrypts without looking at the tag': (original) => (sealed, use) => {
      if (use.nonce.length !== 12) return original(sealed, use);
      const decipher = createDecipheriv('aes-256-gcm', use.key, use.nonce);
      return decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    },
  },
});
