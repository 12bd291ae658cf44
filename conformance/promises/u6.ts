import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U6',
  title: {
    en: 'Improve services, and help customers and partners improve theirs',
    zh: '改进服务，并帮助客户和伙伴改进服务',
  },
  parts: [
    { en: 'product analytics of the platform itself', zh: '平台自身的产品分析' },
    { en: 'aggregate insight for customers', zh: '给客户的聚合洞察' },
  ],
});
