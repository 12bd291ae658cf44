import type { chargeOf } from '../../services/pipeline/src/stages/charge.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof chargeOf>({
  file: 'services/pipeline/src/stages/charge.ts',
  export: 'chargeOf',
  says: {
    en: 'Nobody is charged for an ad of a network that the app asked itself: the network pays the media',
    zh: '应用自行请求的聚合网络广告不向任何人计费：由该网络直接付款给媒体',
  },
  provenBy: ['services/pipeline/src/stages/money-rules.test.ts'],
  mutants: {
    'charges networks like bidders': (original) => (event, unchargedMicros) =>
      original({ ...event, claims: { ...event.claims, demandKind: 'openrtb' } }, unchargedMicros),
  },
});
