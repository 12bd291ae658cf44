import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'V2',
  title: { en: 'Significant changes are notified before they take effect', zh: '重大变更在生效前通知' },
  parts: [
    {
      en: 'a semantic diff decides significance',
      zh: '由语义差异判定重大性',
      features: ['packages/policy/src/diff'],
      gates: ['significance'],
    },
    {
      en: 'a choice made before a widening does not count for it',
      zh: '扩大之前作出的选择对其不算数',
      features: ['packages/policy/src/in-force/asked-anew.ts', 'packages/consent/src'],
      gates: ['asked-anew'],
    },
    {
      en: 'no release without notice period, sign-off and a plan to ask anew',
      zh: '无通知期、签署和重新征询计划则不发布',
      features: ['packages/policy/src/release'],
      gates: ['release-conditions'],
    },
    {
      en: 'notice goes out to everybody with an account',
      zh: '通知送达每一位有账户的人',
      features: ['services/control/src/notices', 'apps/jianchat/src/mail'],
      gates: ['notices'],
    },
    {
      en: 'no effect without the proof',
      zh: '无证明则不生效',
      features: ['packages/policy/src/in-force'],
      gates: ['takes-effect', 'in-force', 'use-in-force'],
    },
    {
      en: 'what was collected before is not widened by it',
      zh: '此前收集的内容不因此被扩大使用',
      features: ['services/pipeline/src/stages/keep.ts', 'services/control/src/report/withheld.ts'],
      gates: ['narrower-of-both', 'keep', 'withheld-reports'],
    },
  ],
});
