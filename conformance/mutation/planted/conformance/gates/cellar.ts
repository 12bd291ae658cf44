import { defineGate } from '../../../../registry/define-gate.ts';
import type { cellar } from '../../src/house.ts';

export const gate = defineGate<typeof cellar>({
  file: 'src/house.ts',
  export: 'cellar',
  says: { en: 'no strangers', zh: '没有陌生人' },
  provenBy: ['src/house.planted.ts'],
  mutants: { 'lets everybody in': () => () => true },
});
