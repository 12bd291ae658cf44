import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S8',
  title: { en: 'Third-party sites have their own terms and policy', zh: '第三方网站有其自己的条款和政策' },
  parts: [
    { en: 'partner pages and consent name and link them', zh: '伙伴页面与同意界面列名并链接' },
    {
      en: 'an ad without word of who paid for it does not compete where the law asks for it',
      zh: '在法律要求时，未说明付款方的广告不参与竞价',
      features: ['packages/supply-chain/src/ad-transparency.ts', 'services/exchange/src'],
      gates: ['offer-rules'],
    },
    {
      en: 'what partners publish about themselves is read and compared',
      zh: '读取并比对合作伙伴公开的自身信息',
      features: ['apps/jianchat/src/registries', 'services/control/src/partners'],
      gates: ['partner-drift'],
    },
  ],
});
