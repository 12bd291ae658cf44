import { defineGate } from '../../../../registry/define-gate.ts';
import type { window } from '../../src/house.ts';

export const gate = defineGate<typeof window>({
  file: 'src/house.ts',
  export: 'window',
  says: { en: 'no strangers', zh: '没有陌生人' },
  provenBy: ['src/house.planted.ts'],
  mutants: { 'lets everybody in': () => () => true },
});
