import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K1',
  title: { en: 'Encryption', zh: '加密' },
  parts: [
    { en: 'TLS', zh: 'TLS' },
    {
      en: 'envelope encryption of everything personal at rest',
      zh: '对所有静态个人数据的信封加密',
      features: ['apps/jianchat/src/keys'],
    },
    {
      en: 'a key per subject, under which its values are sealed',
      zh: '每个主体有自己的密钥，其值在该密钥下密封',
      gates: ['sealed-values', 'authenticated-encryption'],
    },
    {
      en: 'rotation of the keys that wrap them',
      zh: '包裹密钥的轮换',
      features: ['apps/jianchat/src/identity/keep-subjects.ts'],
      gates: ['ended-keys'],
    },
  ],
});
