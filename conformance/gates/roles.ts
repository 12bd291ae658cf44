import type { mayCall } from '../../services/control/src/auth/caller.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof mayCall>({
  file: 'services/control/src/auth/caller.ts',
  export: 'mayCall',
  says: {
    en: 'A route answers only the roles it names',
    zh: '每个接口只响应其列明的角色',
  },
  provenBy: ['services/control/src/api/admission.test.ts'],
  mutants: { 'lets every signed-in caller do everything': () => () => true },
});
