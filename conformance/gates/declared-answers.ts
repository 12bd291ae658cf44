import { z } from 'zod';
import type { createServe } from '../../services/control/src/api/serve.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createServe>({
  file: 'services/control/src/api/serve.ts',
  export: 'createServe',
  says: {
    en: 'An answer of the control API holds only members that its contract declares',
    zh: '控制接口的响应只包含其契约声明的成员',
  },
  provenBy: ['services/control/src/api/admission.test.ts'],
  mutants: {
    'answers whatever the handler has': (original) => (context) => {
      const serve = original(context);
      const open: typeof serve = Object.assign(
        ((route, handler, options) =>
          serve({ ...route, answer: z.any() }, handler as never, options)) as typeof serve,
        { served: serve.served },
      );
      return open;
    },
  },
});
