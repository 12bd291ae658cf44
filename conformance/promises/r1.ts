import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'R1',
  title: { en: 'Kept only as long as one of four criteria says', zh: '仅在四项标准之一要求的期限内保存' },
  parts: [
    {
      en: 'a period and a criterion for each field',
      zh: '每个字段的期限与标准',
      features: ['policy/policy.yaml'],
    },
    {
      en: 'what recognises a person ends with its period',
      zh: '识别个人的内容随期限终止',
      features: ['apps/jianchat/src/identity/keep-subjects.ts'],
      gates: ['ended-subjects'],
    },
    {
      en: 'an engine that ends it in every store',
      zh: '在每个存储中执行到期的引擎',
      features: ['services/pipeline/src/retention', 'apps/jianchat/src/ledger/keep-batches.ts'],
      gates: ['sweep', 'old-batches'],
    },
    { en: 'legal holds', zh: '法律保全' },
  ],
});
