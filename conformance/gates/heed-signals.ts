import type { readSignals } from '../../packages/consent/src/read-signals.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof readSignals>({
  file: 'packages/consent/src/read-signals.ts',
  export: 'readSignals',
  says: {
    en: 'A refusal in any place where a signal has ever lived counts; silence is no consent',
    zh: '信号在任何历史位置上的拒绝都有效；沉默不等于同意',
  },
  provenBy: ['packages/consent/src/refusals.test.ts'],
  mutants: {
    'hears no refusal': (original) => (policy, raw, outer) => ({
      ...original(policy, raw, outer),
      floors: 0,
    }),
    'takes silence for consent': (original) => (policy, raw, outer) => ({
      ...original(policy, raw, outer),
      grants: 0x7fffffff,
      vendorGrants: () => 0x7fffffff,
    }),
  },
});
