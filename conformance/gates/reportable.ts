import type { reportableRule } from '../../services/exchange/src/parts.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof reportableRule>({
  file: 'services/exchange/src/parts.ts',
  export: 'reportableRule',
  says: {
    en: 'What follows an ad is measured only where law and person let it be: not without permission, and not after a refusal',
    zh: '只有在法律与本人允许时才衡量广告之后发生的行为：无许可不衡量，拒绝之后也不衡量',
  },
  provenBy: ['services/exchange/src/reportable.test.ts'],
  mutants: {
    'measures everybody': (original) => (policy, gates) =>
      original(policy, { ...gates, mayHold: () => true }),
    'hears no refusal': (original) => (policy, gates) => (admitted) =>
      original(policy, gates)({ ...admitted, signals: { ...admitted.signals, floors: 0 } }),
  },
});
