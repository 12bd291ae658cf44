import type { redacted } from '../../apps/jianchat/src/settings/settings.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof redacted>({
  file: 'apps/jianchat/src/settings/settings.ts',
  export: 'redacted',
  says: {
    en: 'Settings are printed without keys and credentials',
    zh: '打印配置时不含密钥和凭据',
  },
  provenBy: ['apps/jianchat/src/settings/settings.test.ts'],
  mutants: { 'prints settings as they are': () => (settings) => ({ ...settings }) },
});
