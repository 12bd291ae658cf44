import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'V1',
  title: { en: 'The revised policy is on the website', zh: '修订后的政策公布于网站' },
  parts: [
    {
      en: 'the page, made of what the gates obey',
      zh: '由门控所遵循的内容生成的页面',
      features: ['packages/policy/src/page', 'services/control/src/routes/policy.ts'],
      gates: ['policy-texts'],
    },
    {
      en: 'a machine-readable form',
      zh: '机器可读形式',
      features: ['packages/policy/src/page/policy-json.ts'],
    },
    {
      en: 'versions and history',
      zh: '版本与历史',
      features: ['services/control/src/routes/policy.ts', 'apps/jianchat/src/policy-versions'],
      gates: ['released-versions'],
    },
  ],
});
