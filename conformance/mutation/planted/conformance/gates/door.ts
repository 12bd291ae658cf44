import { defineGate } from '../../../../registry/define-gate.ts';
import type { door } from '../../src/house.ts';

export const gate = defineGate<typeof door>({
  file: 'src/house.ts',
  export: 'door',
  says: { en: 'no strangers', zh: '没有陌生人' },
  provenBy: ['src/house.planted.ts'],
  mutants: { 'lets everybody in': () => () => true },
});
