import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S5',
  title: { en: 'Affiliates', zh: '关联公司' },
  parts: [
    { en: 'an affiliate contract', zh: '关联公司合同' },
    { en: 'effective content management', zh: '有效的内容管理' },
  ],
});
