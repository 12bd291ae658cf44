import type { ownChoices } from '../../services/exchange/src/stages/own-choices.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof ownChoices>({
  file: 'services/exchange/src/stages/own-choices.ts',
  export: 'ownChoices',
  says: {
    en: 'What a person refused with the platform itself counts with the next request, by whichever identifier',
    zh: '本人向平台作出的拒绝自下一个请求起生效，无论以何种标识符识别',
  },
  provenBy: ['services/exchange/src/own-choices.test.ts'],
  mutants: {
    'asks for nobody’s choices': () => () => () => [],
    'takes a choice that cannot be read for none': (original) => (policy, means) => {
      const choices = original(policy, means);
      return (raw, signals) => choices(raw, signals).filter((choice) => choice !== 'unreadable');
    },
  },
});
