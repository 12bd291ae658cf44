import type { doubtsOf } from '../../services/exchange/src/stages/doubts.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof doubtsOf>({
  file: 'services/exchange/src/stages/doubts.ts',
  export: 'doubtsOf',
  says: {
    en: 'Nothing is learnt from requests of declared robots, from tests, and from floods out of one network',
    zh: '不从自称机器人的请求、测试请求以及来自同一网络的洪流中学习任何东西',
  },
  provenBy: ['services/exchange/src/stages/doubts.test.ts'],
  mutants: {
    'believes everybody': () => () => () => false,
    'knows no flood': (original) => (policy, means) => original(policy, { ...means, isFlood: () => false }),
  },
});
