import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'P1',
  title: { en: 'Public disclosure only with express consent', zh: '仅在明示同意后公开披露' },
  parts: [
    {
      en: 'published counts show nobody',
      zh: '公布的计数不显示任何个人',
      features: ['services/control/src/tally'],
      gates: ['coarse-counts'],
    },
    { en: 'gated and logged publication', zh: '受控且留痕的发布' },
  ],
});
