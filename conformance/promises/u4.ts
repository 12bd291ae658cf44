import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U4',
  title: { en: 'Not show the same ad too often', zh: '不过度重复展示同一广告' },
  parts: [
    {
      en: 'frequency caps per recognised device',
      zh: '按可识别设备的频次上限',
      features: ['demand/direct/src', 'engines/hot/src'],
      gates: ['frequency-caps', 'count-shown'],
    },
    {
      en: 'per person across devices, and per household',
      zh: '跨设备按个人以及按家庭',
      features: ['demand/direct/src', 'engines/hot/src', 'services/exchange/src/counting'],
      gates: ['frequency-caps', 'count-shown', 'count-household', 'count-person'],
    },
    {
      en: 'without third-party cookies',
      zh: '不依赖第三方 Cookie',
      features: ['demand/direct/src'],
      gates: ['frequency-caps'],
    },
  ],
});
