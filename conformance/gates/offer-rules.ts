import type { checkOffer } from '../../packages/auction/src/check-offer.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof checkOffer>({
  file: 'packages/auction/src/check-offer.ts',
  export: 'checkOffer',
  says: {
    en: 'An offer below the floor, of a wrong form or of somebody the media has blocked does not compete',
    zh: '低于底价、形式不符或被媒体屏蔽的报价不参与竞价',
  },
  provenBy: ['packages/auction/src/check-offer.test.ts'],
  mutants: { 'lets every offer compete': () => () => undefined },
});
