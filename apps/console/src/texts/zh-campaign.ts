import type { enCampaign } from './en-campaign.ts';
import type { TextsLike } from './texts-like.ts';

export const zhCampaign: TextsLike<typeof enCampaign> = {
  campaign: {
    orders: '订单',
    order: '订单',
    noOrders: '订单把一个广告主的订单项归在一起：共用预算与期限。',
    orderHint: '订单的期限与预算同时适用于其订单项',
    orderBudget: '全部订单项的预算',
    kind: '类型',
    kindHint: '赞助优先，标准须达成目标，价格优先参与竞价，自有填补剩余',
    kinds: { sponsorship: '赞助', standard: '标准', pricePriority: '价格优先', house: '自有' },
    priority: '优先级',
    priorityHint: '1 至 16；同等条件下数字小者优先（8）',
    where: '仅在以下条件成立时',
    whereHint: 'JSON：特征及其取值，以及 all、any、not',
    whereExamples: { region: '地区', systems: '系统与语言', exclude: '排除', pages: '页面数据' },
  },
};
