import type { basisOf } from '../../packages/events/src/conversion.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof basisOf>({
  file: 'packages/events/src/conversion.ts',
  export: 'basisOf',
  says: {
    en: 'Where only servers are trusted, what a page’s key tells is unverified: it is paid for by nobody and takes no order’s place',
    zh: '仅信任服务器时，网页密钥的上报视为未核实：无人为之付费，也不占用任何订单',
  },
  provenBy: ['packages/events/src/view-id.test.ts'],
  mutants: {
    'trusts a page’s key': (original) => (claims, conversion) =>
      original(claims, { ...conversion, use: 'server' }),
  },
});
