import { addField, emptyMask, maskKey } from '../../packages/policy/src/field-mask.ts';
import type { createDecider } from '../../packages/policy/src/gates/decision.ts';
import { defineGate } from '../registry/define-gate.ts';

const EVERYTHING = 0x7fffffff;

export const gate = defineGate<typeof createDecider>({
  file: 'packages/policy/src/gates/decision.ts',
  export: 'createDecider',
  says: {
    en: 'A recipient sees what its contract names, for purposes that the person, the law and the recipient’s own permission allow',
    zh: '接收方只能看到其合同列明的字段，且用途须经本人、法律和该接收方自身的许可',
  },
  provenBy: ['packages/policy/src/gates/share.test.ts', 'packages/policy/src/gates/collect.test.ts'],
  mutants: {
    'takes everything for agreed': (original) => (policy) => {
      const decider = original(policy);
      const agreed = { grants: EVERYTHING, floors: 0, vendorGrants: () => EVERYTHING };
      return {
        decide: (signals) => decider.decide({ ...signals, ...agreed }),
        share: (signals, contract) => decider.share({ ...signals, ...agreed }, contract),
      };
    },
    'shares fields that no contract names': (original) => (policy) => {
      const decider = original(policy);
      const mask = emptyMask(policy.fieldWords);
      for (const field of policy.fields) addField(mask, field.id);
      return {
        decide: decider.decide,
        share: (signals, contract) => ({
          ...decider.share(signals, contract),
          mask,
          maskKey: maskKey(mask),
          nothing: false,
        }),
      };
    },
  },
});
