import type { maySee } from '../../services/control/src/auth/caller.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof maySee>({
  file: 'services/control/src/auth/caller.ts',
  export: 'maySee',
  says: {
    en: 'A media caller sees its own account and no other',
    zh: '媒体用户只能看到自己的账户',
  },
  provenBy: ['services/control/src/routes/own-account.test.ts'],
  mutants: { 'shows everybody’s accounts': () => () => true },
});
