import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U5',
  title: {
    en: 'Labels of main groups so that customers and partners can target',
    zh: '为主要人群打标签，供客户和伙伴定向',
  },
  parts: [
    { en: 'audience segments by rules and lookalikes', zh: '基于规则与相似扩展的人群' },
    { en: 'a taxonomy', zh: '分类体系' },
    { en: 'a minimum size', zh: '最小规模' },
  ],
});
