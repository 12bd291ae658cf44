import type { namedBidders } from '../../services/exchange/src/asks/named-bidders.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof namedBidders>({
  file: 'services/exchange/src/asks/named-bidders.ts',
  export: 'namedBidders',
  says: {
    en: 'A paused partner is told nothing',
    zh: '不向已暂停的合作伙伴提供任何信息',
  },
  provenBy: ['services/exchange/src/paused-bidder.test.ts'],
  mutants: {
    'asks whoever is paused': (original) => (imps, options) => {
      const { catalogue } = options;
      const bidderNamed = (name: string) => {
        const row = catalogue.bidderNamed(name);
        return row && { ...row, paused: false };
      };
      return original(imps, { ...options, catalogue: { ...catalogue, bidderNamed } });
    },
  },
});
