import type { pruneBatches } from '../../packages/ledger/src/log/prune-batches.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof pruneBatches>({
  file: 'packages/ledger/src/log/prune-batches.ts',
  export: 'pruneBatches',
  says: {
    en: 'What was told to whom leaves the ledger after its period; the public tree stays whole',
    zh: '向谁披露了什么在期限届满后离开账本，公开的树保持完整',
  },
  provenBy: ['packages/ledger/src/verify/old-and-sought.test.ts'],
  mutants: { 'keeps every batch': () => async () => ({ bundles: 0, beforeOffset: 0 }) },
});
