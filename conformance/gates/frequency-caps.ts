import type { createFrequency } from '../../demand/direct/src/frequency.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createFrequency>({
  file: 'demand/direct/src/frequency.ts',
  export: 'createFrequency',
  says: {
    en: 'An ad that was shown as often as its cap allows is not shown again',
    zh: '广告展示达到频次上限后不再展示',
  },
  provenBy: ['demand/direct/src/frequency.test.ts'],
  mutants: {
    'shows whatever was shown before': (original) => (hot) => ({
      ...original(hot),
      reasonAgainst: () => undefined,
      send: () => undefined,
    }),
  },
});
