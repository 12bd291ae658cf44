import type { leave } from '../../services/control/src/leaving/leave.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof leave>({
  file: 'services/control/src/leaving/leave.ts',
  export: 'leave',
  says: {
    en: 'Of who leaves nothing stays but what the law wants kept: account, keys, sessions and personal data end at once',
    zh: '离开者除法律要求保存的内容外不留任何信息：账户、密钥、会话和个人数据立即终止',
  },
  provenBy: ['services/control/src/leaving/leaving.test.ts'],
  mutants: {
    'says goodbye and keeps everything': () => async (caller) => ({
      ok: true,
      closedAccount: null,
      closedAdvertiser: null,
      ...(caller.scope.of === 'account' && { closedAccount: caller.scope.id }),
      ...(caller.scope.of === 'advertiser' && { closedAdvertiser: caller.scope.id }),
    }),
  },
});
