import type { eventIdOf } from '../../packages/events/src/event-token.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof eventIdOf>({
  file: 'packages/events/src/event-token.ts',
  export: 'eventIdOf',
  says: {
    en: 'Each ad of a break is one event of each kind, and so one charge',
    zh: '广告时段中的每条广告每种事件只有一个，因此只计费一次',
  },
  provenBy: ['packages/events/src/event-token.test.ts', 'services/pipeline/src/stages/count-events.test.ts'],
  mutants: {
    'takes the ads of a break for one':
      (original) =>
      ({ auction, imp }, kind) =>
        original({ auction, imp }, kind),
    'takes every event for one kind': (original) => (claims) => original(claims, 'impression'),
  },
});
