import type { createViewIds } from '../../packages/events/src/view-id.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createViewIds>({
  file: 'packages/events/src/view-id.ts',
  export: 'createViewIds',
  says: {
    en: 'A conversion without a click comes by the sealed id of a view, in the window of views',
    zh: '没有点击的转化须凭密封的浏览标识，且在浏览归因期内',
  },
  provenBy: ['packages/events/src/view-id.test.ts'],
  mutants: {
    'knows no window': (original) => (key) => {
      const ids = original(key);
      let writtenMs = 0;
      return {
        write: (view) => {
          writtenMs = view.atMs;
          return ids.write(view);
        },
        read: (text, nowMs) => {
          const reading = ids.read(text, nowMs);
          return !reading.ok && reading.fault === 'view.expired' ? ids.read(text, writtenMs) : reading;
        },
      };
    },
    'takes every display for a view': (original) => (key) => ({
      ...original(key),
      write: (view) => original(key).write({ ...view, seenAs: 'viewable' }),
    }),
  },
});
