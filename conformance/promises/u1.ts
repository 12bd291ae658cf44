import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U1',
  title: {
    en: 'Show ads, interest-based ones by interests, preferences and location',
    zh: '展示广告，并按兴趣、偏好和位置展示个性化广告',
  },
  parts: [
    {
      en: 'serving and targeting',
      zh: '投放与定向',
      features: ['services/exchange/src', 'demand/direct/src'],
      gates: ['heed-signals', 'share', 'own-choices'],
    },
    { en: 'profiles bound to consent', zh: '与同意绑定的画像' },
  ],
});
