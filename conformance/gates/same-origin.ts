import type { isSameOrigin } from '../../services/control/src/auth/same-origin.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof isSameOrigin>({
  file: 'services/control/src/auth/same-origin.ts',
  export: 'isSameOrigin',
  says: {
    en: 'A signed-in browser changes something only on behalf of the platform’s own pages',
    zh: '已登录的浏览器只能由平台自己的页面发起更改',
  },
  provenBy: ['services/control/src/api/admission.test.ts'],
  mutants: { 'acts for any page': () => () => true },
});
