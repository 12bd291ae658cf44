import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S1',
  title: {
    en: 'Publishers and supply partners learn how users interact with their media and ads',
    zh: '出版商与供应伙伴获知用户与其媒体和广告的互动',
  },
  parts: [
    {
      en: 'media reports, each account its own',
      zh: '媒体报告，各看各的账户',
      features: ['services/control/src/routes/reports.ts'],
      gates: ['own-account'],
    },
    { en: 'log feeds', zh: '日志数据流' },
  ],
});
