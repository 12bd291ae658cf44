import type { createCookieSeal } from '../../services/exchange/src/user-sync/cookie-seal.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createCookieSeal>({
  file: 'services/exchange/src/user-sync/cookie-seal.ts',
  export: 'createCookieSeal',
  says: {
    en: 'Nobody refuses in the name of others, or takes back their refusal, with a cookie that this host did not set',
    zh: '无人能以非本主机设置的 Cookie 代他人拒绝或撤回他人的拒绝',
  },
  provenBy: ['services/exchange/src/routes/optout.test.ts'],
  mutants: {
    'takes every cookie for its own': (original) => (key) => ({ ...original(key), isSealed: () => true }),
  },
});
