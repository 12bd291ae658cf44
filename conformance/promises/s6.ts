import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S6',
  title: {
    en: 'Disclosure to protect: law, safety, policy enforcement, arrears, suspected crime',
    zh: '保护性披露：法律、安全、政策执行、追收欠款、涉嫌犯罪',
  },
  parts: [
    {
      en: 'a case with instrument, scope and the approval of two people',
      zh: '含法律文书、范围与双人批准的案件',
    },
    { en: 'legal hold and evidence', zh: '法律保全与证据' },
    { en: 'notice to the subject unless barred', zh: '除非被禁止，否则通知当事人' },
  ],
});
