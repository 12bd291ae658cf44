import type { createNotices } from '../../services/control/src/notices/notices.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createNotices>({
  file: 'services/control/src/notices/notices.ts',
  export: 'createNotices',
  says: {
    en: 'The proof that notice was given exists only once every user was told',
    zh: '只有在通知到每一位用户之后，才会产生已通知的证明',
  },
  provenBy: ['services/control/src/notices/notices.test.ts'],
  mutants: {
    'takes a letter that failed for sent': (original) => (options) =>
      original({ ...options, sendMail: (letter) => options.sendMail(letter).catch(() => undefined) }),
  },
});
