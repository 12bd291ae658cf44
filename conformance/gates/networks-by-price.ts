import type { createMediation } from '../../demand/mediation/src/create-mediation.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createMediation>({
  file: 'demand/mediation/src/create-mediation.ts',
  export: 'createMediation',
  says: {
    en: 'An app is told to try who pays most first: its networks and the auction’s best bid in one order, none below the floor',
    zh: '应用按出价从高到低依次尝试：聚合网络与竞价最优出价同序排列，低于底价的不列入',
  },
  provenBy: ['demand/mediation/src/create-mediation.test.ts'],
  mutants: {
    'asks every network before the auction': (original) => () => ({
      waterfall: (imp) =>
        original()
          .waterfall(imp)
          .toSorted((a, b) => Number('auction' in a) - Number('auction' in b)),
    }),
    'forgets the floor': (original) => () => ({
      waterfall: (imp) => original().waterfall({ ...imp, floorMicros: 0 }),
    }),
  },
});
