import type { DIRECTION_RULES } from '../../tools/direction-rules.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof DIRECTION_RULES>({
  file: 'tools/direction-rules.ts',
  export: 'DIRECTION_RULES',
  says: {
    en: 'Exchange and collector cannot import a store of people’s records or a driver for one',
    zh: '交易服务和收集服务无法引入个人数据存储或其驱动',
  },
  provenBy: ['tools/direction-rules.test.ts'],
  mutants: {
    'lets the edge reach the stores': (rules) =>
      rules.filter((rule) => rule.name !== 'edge-reaches-no-store-of-people'),
  },
});
