import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S3',
  title: {
    en: 'Marketing partners: data providers, statistics, attribution and tracking',
    zh: '营销伙伴：数据提供、统计、归因与追踪',
  },
  parts: [
    { en: 'enrichment in', zh: '数据补充流入' },
    { en: 'attribution postbacks out', zh: '归因回传流出' },
  ],
});
