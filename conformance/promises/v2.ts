import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'V2',
  title: { en: 'Significant changes are notified before they take effect', zh: '重大变更在生效前通知' },
  parts: [
    { en: 'a semantic diff decides significance', zh: '由语义差异判定重大性' },
    { en: 'notice period and renewed consent', zh: '通知期与重新同意' },
    { en: 'no effect without the proof', zh: '无证明则不生效' },
  ],
});
