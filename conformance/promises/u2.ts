import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U2',
  title: {
    en: 'Bid for advertising, find which ads work best, raise fill and revenue',
    zh: '竞价投放，找出效果最佳的广告，提高填充率和收入',
  },
  parts: [
    {
      en: 'one auction over direct and programmatic demand',
      zh: '直客与程序化需求同场竞价',
      features: ['packages/auction/src', 'demand/direct/src', 'demand/openrtb/src'],
      gates: ['offer-rules', 'price-order'],
    },
    {
      en: 'ads of a break fit into it, go side by side, and are charged one by one',
      zh: '广告时段内的广告时长合适、互不竞争，并逐条计费',
      features: ['packages/auction/src/fill-pod.ts', 'packages/auction/src/separate-pod.ts'],
      gates: ['fill-pod', 'separate-pods'],
    },
    {
      en: 'no advertiser pays beyond its budgets',
      zh: '广告主不会支付超出预算的费用',
      features: ['services/pipeline/src/stages/within-budgets.ts'],
      gates: ['within-budgets'],
    },
    {
      en: 'mediated demand: networks of an app in one order with the auction, their displays counted',
      zh: '聚合需求：应用内的聚合网络与竞价同序排列，其展示计入统计',
      features: ['demand/mediation/src', 'services/exchange/src/stages/mediate.ts'],
      gates: ['networks-by-price', 'networks-pay-media'],
    },
    {
      en: 'learning which ads work best, with exploration',
      zh: '带探索的效果学习',
      features: [
        'packages/effectiveness/src',
        'services/pipeline/src/effectiveness',
        'apps/jianchat/src/effectiveness',
      ],
      gates: ['learn'],
    },
  ],
});
