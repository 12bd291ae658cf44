import type { coarseCount } from '../../packages/policy/src/page/counters.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof coarseCount>({
  file: 'packages/policy/src/page/counters.ts',
  export: 'coarseCount',
  says: {
    en: 'A published count is so coarse that nobody can see one request come in',
    zh: '公布的计数足够粗略，无人能看出单个请求的到来',
  },
  provenBy: ['services/control/src/tally/tally.test.ts'],
  mutants: { 'publishes every count as it is': () => (count) => count },
});
