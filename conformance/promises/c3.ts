import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'C3',
  title: {
    en: 'SDKs and APIs are fully open source, and hidden collection is technically impossible',
    zh: 'SDK 与接口完全开源，隐蔽收集在技术上不可能',
  },
  parts: [
    { en: 'one manifest drives SDK, server and documents', zh: '同一清单驱动 SDK、服务端和文档' },
    {
      en: 'an inspector shows both parties every field sent and its fate',
      zh: '检视器向双方展示每个发送的字段及其去向',
      features: ['services/control/src/live', 'packages/policy/src/explain.ts'],
      gates: ['truthful-inspector'],
    },
    {
      en: 'no policy makes a build collect what it was not made for',
      zh: '任何政策都不能使构建收集其设计之外的内容',
      features: ['packages/policy/src/manifest', 'apps/jianchat/src/compose/policy.ts'],
      gates: ['build-manifest'],
    },
    { en: 'a reproducible SDK build with a published hash', zh: '可复现的 SDK 构建并公布哈希' },
  ],
});
