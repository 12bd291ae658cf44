import type { householdRule } from '../../services/exchange/src/counting/household.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof householdRule>({
  file: 'services/exchange/src/counting/household.ts',
  export: 'householdRule',
  says: {
    en: 'A household is counted only where policy and signals allow it, and not behind an address that many share',
    zh: '只有政策与信号允许时才按家庭计数，多人共用的地址不算作家庭',
  },
  provenBy: ['services/exchange/src/counting/counting-rule.test.ts'],
  mutants: {
    'recognises every household': (original) => (policy, gates) =>
      original(policy, { ...gates, mayHold: () => true }),
    'takes a mobile network for a home': (original) => (policy, gates) =>
      original(policy, {
        ...gates,
        use: (admitted, purpose) => {
          const view = gates.use(admitted, purpose);
          return view && { ...view, device: { ...Object(view)['device'], connectiontype: 2 } };
        },
      }),
  },
});
