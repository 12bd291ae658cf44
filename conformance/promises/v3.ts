import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'V3',
  title: { en: 'Who does not agree can stop using the service', zh: '不同意者可停止使用服务' },
  parts: [
    {
      en: 'a refusal counts from the next request on, for every purpose',
      zh: '拒绝自下一个请求起对所有用途生效',
      features: ['packages/consent/src', 'packages/policy/src/gates/use-rules.ts'],
      gates: ['use'],
    },
    {
      en: 'a refusal told to the platform itself counts from the next request on, by whichever identifier',
      zh: '向平台本身作出的拒绝自下一个请求起生效，无论以何种标识符识别',
      features: ['services/exchange/src/stages/own-choices.ts', 'packages/identity/src/choices.ts'],
      gates: ['own-choices'],
    },
    {
      en: 'the opt-out of a browser holds wherever one of the ids comes in that this host had set in it',
      zh: '浏览器的退出选择对本主机为其设置的任一标识均有效',
      features: ['services/exchange/src/routes/optout.ts'],
      gates: ['browser-refusals', 'sealed-cookie'],
    },
    { en: 'withdrawal in one place, for what is kept', zh: '在同一处撤回对已保存内容的同意' },
    {
      en: 'taking one’s data along',
      zh: '带走自己的数据',
      features: ['services/control/src/leaving/my-data.ts'],
    },
    {
      en: 'closing the account, with which its people’s data leaves',
      zh: '注销账户，其人员的数据随之移除',
      features: ['services/control/src/leaving/leave.ts'],
      gates: ['leaving'],
    },
  ],
});
