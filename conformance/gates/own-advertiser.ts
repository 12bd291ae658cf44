import type { ownership } from '../../services/control/src/auth/ownership.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof ownership>({
  file: 'services/control/src/auth/ownership.ts',
  export: 'ownership',
  says: {
    en: 'An advertiser sees what it books and nothing of others',
    zh: '广告主只能看到自己的投放',
  },
  provenBy: ['services/control/src/routes/own-advertiser.test.ts'],
  mutants: { 'shows everybody’s records': () => async () => () => true },
});
