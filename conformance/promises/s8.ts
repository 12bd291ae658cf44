import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S8',
  title: { en: 'Third-party sites have their own terms and policy', zh: '第三方网站有其自己的条款和政策' },
  parts: [{ en: 'partner pages and consent name and link them', zh: '伙伴页面与同意界面列名并链接' }],
});
