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
      const bidders = new Map(
        Array.from(options.catalogue.bidders, ([name, row]) => [name, { ...row, paused: false }]),
      );
      return original(imps, { ...options, catalogue: { ...options.catalogue, bidders } });
    },
  },
});
