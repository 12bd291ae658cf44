import { LogFault } from '../../engines/log/src/event-log.ts';
import type { gather } from '../../services/exchange/src/stages/gather.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof gather>({
  file: 'services/exchange/src/stages/gather.ts',
  export: 'gather',
  says: {
    en: 'Nothing is told to a bidder before the disclosure is on disk; where it can’t be written, nobody is told',
    zh: '披露记录落盘之前不会向任何竞价方发送内容；无法写入时不向任何人发送',
  },
  provenBy: ['services/exchange/src/exchange.test.ts'],
  mutants: {
    'asks although the record was refused': (original) => (input, means) =>
      original(input, {
        ...means,
        log: {
          ...means.log,
          append: (topic, message, options) =>
            means.log.append(topic, message, options).catch((fault: unknown) => {
              if (!(fault instanceof LogFault)) throw fault;
              return { status: 'appended', offset: 0 } as const;
            }),
        },
      }),
    'asks without a record': (original) => (input, means) =>
      original(input, {
        ...means,
        log: { ...means.log, append: async () => ({ status: 'appended', offset: 0 }) as const },
      }),
  },
});
