import type { personRule } from '../../services/exchange/src/counting/person.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof personRule>({
  file: 'services/exchange/src/counting/person.ts',
  export: 'personRule',
  says: {
    en: 'A person is counted across devices only where recognising them across devices was agreed to',
    zh: '只有本人同意跨设备识别时，才会跨设备按个人计数',
  },
  provenBy: ['services/exchange/src/counting/counting-rule.test.ts'],
  mutants: {
    'recognises everybody who is signed in': (original) => (policy, gates) =>
      original(policy, { ...gates, mayHold: () => true }),
    'takes one account’s number for another’s': (original) => (policy, gates) => {
      const rule = original(policy, gates);
      return (admitted) => rule(admitted, '');
    },
  },
});
