import type { driftOf } from '../../packages/supply-chain/src/partner-drift.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof driftOf>({
  file: 'packages/supply-chain/src/partner-drift.ts',
  export: 'driftOf',
  says: {
    en: 'A partner that differs from its contract, the vendor list or its sellers.json is found',
    zh: '能发现与合同、供应商名单或 sellers.json 不符的合作伙伴',
  },
  provenBy: ['packages/supply-chain/src/partner-drift.test.ts'],
  mutants: {
    'finds no difference': () => () => [],
    'does not ask the vendor list': (original) => (facts) => original({ ...facts, vendors: undefined }),
  },
});
