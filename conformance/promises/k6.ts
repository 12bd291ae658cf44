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
      en: 'of an event nothing is read but its token and whether a robot calls',
      zh: '事件只读取令牌以及是否为机器人',
      features: ['services/collector/src'],
    },
    {
      en: 'of the people of an account nothing is asked that is not declared',
      zh: '账户人员仅需提供声明的信息',
      features: ['engines/records/src/migrations'],
    },
    { en: 'the SDK gathers nothing that would be dropped', zh: 'SDK 不采集会被丢弃的内容' },
  ],
});
