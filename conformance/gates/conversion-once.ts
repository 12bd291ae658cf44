import type { conversionIdOf } from '../../packages/events/src/conversion.ts';
import { defineGate } from '../registry/define-gate.ts';

let reports = 0;

export const gate = defineGate<typeof conversionIdOf>({
  file: 'packages/events/src/conversion.ts',
  export: 'conversionIdOf',
  says: {
    en: 'An order is one conversion, however often and by whichever click it is reported',
    zh: '同一订单无论上报多少次、经由哪次点击，都只算一次转化',
  },
  provenBy: ['packages/events/src/click-id.test.ts'],
  mutants: {
    'takes each report for another': (original) => (claims, conversion) =>
      `${original(claims, conversion)}.${reports++}`,
    'tells orders apart by their click':
      (original) =>
      (claims, { kind, order }) =>
        `${original(claims, { kind })}.${order ?? ''}`,
  },
});
