import { describeIdentity } from './conformance.ts';
import { memorySubjectStore } from './testing/memory-subject-store.ts';

describeIdentity({
  name: 'memory',
  open: async () => ({ store: memorySubjectStore(), close: async () => {} }),
});
