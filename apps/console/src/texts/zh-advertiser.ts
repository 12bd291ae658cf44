import type { enAdvertiser } from './en-advertiser.ts';
import type { TextsLike } from './texts-like.ts';

export const zhAdvertiser: TextsLike<typeof enAdvertiser> = {
  campaignReport: {
    title: '报告',
    lead: '广告主各订单项带来的效果与花费。日期按 UTC 计。',
    by: '维度',
    groups: {
      day: '日期',
      lineItem: '订单项',
      creative: '广告素材',
      media: '媒体',
      country: '国家或地区',
      device_type: '设备',
    },
    period: '时段',
    days: '最近 {{count}} 天',
    csv: 'CSV',
    nobody: '尚无广告主',
    nobodyText: '有了广告主之后，这里会显示其广告带来的效果与花费。',
    empty: '该时段内没有数据',
    emptyText: '广告展示后即会出现数据。',
    unknown: '未知',
    impressions: '展示',
    clicks: '点击',
    conversions: '转化',
    value: '价值',
    cost: '花费',
  },
};
