import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K1',
  title: { en: 'Encryption', zh: '加密' },
  parts: [
    { en: 'TLS', zh: 'TLS' },
    { en: 'envelope encryption at rest', zh: '静态信封加密', features: ['apps/jianchat/src/keys'] },
    { en: 'keys per subject', zh: '每个主体的密钥' },
    { en: 'rotation', zh: '密钥轮换' },
  ],
});
