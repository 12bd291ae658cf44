import type { attributed } from '../../services/pipeline/src/stages/attribute.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof attributed>({
  file: 'services/pipeline/src/stages/attribute.ts',
  export: 'attributed',
  says: {
    en: 'A conversion counts only where its click or view was counted',
    zh: '只有其点击或浏览已被计入的转化才会被计入',
  },
  provenBy: ['services/pipeline/src/stages/count-events.test.ts'],
  mutants: { 'asks for neither': () => async (_db, conversions) => conversions },
});
