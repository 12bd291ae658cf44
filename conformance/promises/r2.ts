import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'R2',
  title: { en: 'Then deleted or anonymised', zh: '随后删除或匿名化' },
  parts: [
    {
      en: 'crypto-shredding: copies of an ended subject’s key open no more',
      zh: '密码学销毁：已终止主体的密钥副本不可再打开',
      features: ['apps/jianchat/src/identity/keep-subjects.ts'],
      gates: ['ended-keys'],
    },
    {
      en: 'who asks is forgotten: number and key are destroyed',
      zh: '应要求遗忘：编号与密钥被销毁',
      features: ['apps/jianchat/src/commands/identity.ts'],
      gates: ['destroyed-subjects'],
    },
    {
      en: 'deletion in every store when the period ends',
      zh: '期限届满时在每个存储中删除',
      features: ['services/pipeline/src/retention'],
      gates: ['sweep'],
    },
    {
      en: 'a person’s own request deletes what is kept of them, everywhere',
      zh: '本人的请求删除所有处保存的内容',
    },
    { en: 'anonymisation', zh: '匿名化' },
    { en: 'signed attestations', zh: '签名证明' },
  ],
});
