import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K6',
  title: { en: 'No irrelevant information is collected', zh: '不收集无关信息' },
  parts: [
    {
      en: 'minimisation at the edge',
      zh: '在入口处最小化',
      features: ['packages/policy/src/gates/collect.ts'],
      gates: ['collect'],
    },
  ],
});
