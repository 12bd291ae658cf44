import type { errorDetail } from '../../services/control/src/log-line.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof errorDetail>({
  file: 'services/control/src/log-line.ts',
  export: 'errorDetail',
  says: {
    en: 'Of an error only class, code and place are logged, never its message, which may quote a row',
    zh: '日志只记录错误的类别、代码和位置，绝不记录可能引用数据行的消息',
  },
  provenBy: ['services/control/src/log-line.test.ts'],
  mutants: {
    'logs the message': (original) => (error) => ({
      ...original(error),
      message: error instanceof Error ? error.message : String(error),
    }),
  },
});
