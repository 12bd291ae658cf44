import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'S2',
  title: {
    en: 'Demand partners, advertisers and brands learn the effect of what they ran',
    zh: '需求伙伴、广告主与品牌获知其投放效果',
  },
  parts: [
    {
      en: 'bid requests hold what the contract and the person allow',
      zh: '竞价请求只含合同与本人允许的内容',
      features: ['services/exchange/src', 'demand/openrtb/src'],
      gates: ['share', 'project'],
    },
    {
      en: 'each disclosure is in the public ledger before it happens, and provable',
      zh: '每次披露在发生之前写入公开账本并可证明',
      features: ['packages/ledger/src', 'apps/jianchat/src/ledger'],
      gates: ['disclose-first', 'ledger-folder', 'ledger-proof', 'ledger-public'],
    },
    {
      en: 'the public record links no two disclosures to one person',
      zh: '公开记录不会将两次披露关联到同一人',
      features: ['packages/identity/src/recogniser.ts'],
      gates: ['unlinkable-commitments'],
    },
    {
      en: 'a partner that no longer matches its contract and registrations is told nothing',
      zh: '不再与合同和登记相符的合作伙伴得不到任何信息',
      features: ['services/control/src/partners', 'services/exchange/src/asks/named-bidders.ts'],
      gates: ['partner-drift', 'paused-partners'],
    },
    { en: 'win and loss notices', zh: '中标与未中标通知' },
    {
      en: 'advertisers sign in to their own campaigns, delivery and reports, and to nothing else',
      zh: '广告主可登录查看自己的投放、进度与报告，且仅限于此',
      features: ['services/control/src/report/campaigns.ts', 'services/control/src/auth/ownership.ts'],
      gates: ['own-advertiser'],
    },
    { en: 'reports and feeds for other demand', zh: '面向其他需求方的报告与数据流' },
  ],
});
