import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U4',
  title: { en: 'Not show the same ad too often', zh: '不过度重复展示同一广告' },
  parts: [
    { en: 'frequency caps per person, device and household', zh: '按个人、设备和家庭的频次上限' },
    { en: 'without third-party cookies', zh: '不依赖第三方 Cookie' },
  ],
});
