import type { judgeRelease } from '../../packages/policy/src/release/release-plan.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof judgeRelease>({
  file: 'packages/policy/src/release/release-plan.ts',
  export: 'judgeRelease',
  says: {
    en: 'A version is released only with its notice period, renewed consent and sign-off',
    zh: '新版本须满足通知期、重新同意和签署才能发布',
  },
  provenBy: ['packages/policy/src/release/release-plan.test.ts'],
  mutants: { 'releases whatever comes': (original) => (plan) => ({ ...original(plan), faults: [] }) },
});
