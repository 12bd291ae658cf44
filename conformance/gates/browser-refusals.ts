import type { createKeepRefusals } from '../../services/exchange/src/user-sync/keep-refusals.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createKeepRefusals>({
  file: 'services/exchange/src/user-sync/keep-refusals.ts',
  export: 'createKeepRefusals',
  says: {
    en: 'The opt-out of a browser is kept under the ids that this host had set in it, and taken back with it',
    zh: '浏览器的退出选择以本主机为其设置的标识保存，并可随之撤回',
  },
  provenBy: ['services/exchange/src/routes/optout.test.ts'],
  mutants: {
    'keeps it in the browser alone': (original) => (means) => ({
      ...original(means),
      refuse: async () => undefined,
    }),
    'lets nobody take it back': (original) => (means) => ({ ...original(means), takeBack: async () => true }),
  },
});
