import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U8',
  title: { en: 'Survey feedback is processed and shared with the brand', zh: '处理调查反馈并与品牌分享' },
  parts: [
    { en: 'brand-lift surveys with a holdout', zh: '带对照组的品牌提升调查' },
    { en: 'results with a minimum group size', zh: '结果设最小群体规模' },
  ],
});
