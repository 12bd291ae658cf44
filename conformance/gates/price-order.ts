import type { rank } from '../../packages/auction/src/rank.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof rank>({
  file: 'packages/auction/src/rank.ts',
  export: 'rank',
  says: {
    en: 'The highest offer wins, and equal ones by lot',
    zh: '最高报价胜出，报价相同者抽签决定',
  },
  provenBy: ['packages/auction/src/rank.test.ts'],
  mutants: { 'prefers whoever stands first': () => (offers) => offers },
});
