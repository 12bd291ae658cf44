import type { separatePods } from '../../packages/auction/src/separate-pod.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof separatePods>({
  file: 'packages/auction/src/separate-pod.ts',
  export: 'separatePods',
  says: {
    en: 'Places of one break hold ads that go side by side and fit into it together',
    zh: '同一广告时段的各个广告位只放置可以并列、且总时长合适的广告',
  },
  provenBy: ['packages/auction/src/separate-pod.test.ts'],
  mutants: {
    'fills each place by itself': () => (rankings) => rankings.map((ranking) => ({ ...ranking, spare: [] })),
  },
});
