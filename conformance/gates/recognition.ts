import type { recognition } from '../../services/exchange/src/stages/recognise.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof recognition>({
  file: 'services/exchange/src/stages/recognise.ts',
  export: 'recognition',
  says: {
    en: 'Nobody is recognised without every purpose that recognition needs',
    zh: '缺少识别所需的任一用途许可，就不会识别任何人',
  },
  provenBy: ['services/exchange/src/stages/recognise.test.ts'],
  mutants: {
    'recognises whoever sends an identifier': (original) => (policy, gates) =>
      original(policy, { ...gates, mayHold: () => true }),
  },
});
