import type { isValid } from '../../services/pipeline/src/stages/verdict.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof isValid>({
  file: 'services/pipeline/src/stages/verdict.ts',
  export: 'isValid',
  says: {
    en: 'Events of declared robots, and events whose claims don’t fit together (a conversion outside its window, or of an ad whose conversions may not be measured), are neither counted nor charged',
    zh: '自称机器人的事件以及内容自相矛盾的事件既不计数也不计费',
  },
  provenBy: ['services/pipeline/src/stages/money-rules.test.ts'],
  mutants: {
    'takes every event for valid': () => () => true,
    'holds conversions to nothing': (original) => (record) =>
      record.kind === 'conversion' || original(record),
  },
});
