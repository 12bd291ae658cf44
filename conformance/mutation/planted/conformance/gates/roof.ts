import { defineGate } from '../../../../registry/define-gate.ts';
import type { roof } from '../../src/house.ts';

export const gate = defineGate<typeof roof>({
  file: 'src/house.ts',
  export: 'roof',
  says: { en: 'no strangers', zh: '没有陌生人' },
  provenBy: ['src/house.planted.ts'],
  mutants: {
    'falls down': () => () => {
      throw new TypeError('the roof fell down');
    },
  },
});
