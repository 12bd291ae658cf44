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
    { en: 'a request to delete destroys the key', zh: '删除请求会销毁密钥', gates: ['destroyed-subjects'] },
    { en: 'deletion and anonymisation', zh: '删除与匿名化' },
    { en: 'signed attestations', zh: '签名证明' },
  ],
});
