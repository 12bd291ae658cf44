import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'R2',
  title: { en: 'Then deleted or anonymised', zh: '随后删除或匿名化' },
  parts: [
    { en: 'crypto-shredding', zh: '密码学销毁' },
    { en: 'deletion and anonymisation', zh: '删除与匿名化' },
    { en: 'signed attestations', zh: '签名证明' },
  ],
});
