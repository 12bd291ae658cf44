import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K6',
  title: { en: 'No irrelevant information is collected', zh: '不收集无关信息' },
  parts: [
    {
      en: 'of an ad request nothing enters that is not declared',
      zh: '广告请求中未声明的内容不得进入',
      features: ['packages/policy/src/gates/collect.ts'],
      gates: ['collect'],
    },
    {
      en: 'of a browser’s cookie nothing enters but the ids of bidders that are asked',
      zh: '浏览器 Cookie 中只有被询问竞价方的标识进入',
      features: ['services/exchange/src/user-sync'],
      gates: ['synced-ids'],
    },
    {
      en: 'of an event nothing is read but its token and whether a robot calls',
      zh: '事件只读取令牌以及是否为机器人',
      features: ['services/collector/src'],
    },
    {
      en: 'of the people of an account nothing is asked that is not declared',
      zh: '账户人员仅需提供声明的信息',
      features: ['packages/api-contract/src', 'packages/policy/src/compare-places.ts'],
      gates: ['declared-api'],
    },
    {
      en: 'nothing else is stored',
      zh: '不存储其他内容',
      features: ['docs/stores.md'],
      gates: ['declared-stores'],
    },
    { en: 'the SDK gathers nothing that would be dropped', zh: 'SDK 不采集会被丢弃的内容' },
  ],
});
