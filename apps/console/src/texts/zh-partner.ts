import type { enPartner } from './en-partner.ts';
import type { TextsLike } from './texts-like.ts';

export const zhPartner: TextsLike<typeof enPartner> = {
  partner: {
    partners: '合作伙伴',
    bidders: '竞价方与合同的比对',
    media: '媒体与其所有者文件的比对',
    none: '尚未比对任何竞价方',
    noneText: '每个启用的竞价方会在半分钟内与其合同及公开文件比对。',
    differs: '不符之处',
    since: '自',
    allow: '仍然询价',
    matches: '相符',
    paused: '已暂停',
    allowed: '已允许',
    file: '文件',
    authorises: '授权我们销售',
    authorised: '是',
    unauthorised: '否',
    unread: '未知（{{outcome}}）',
    reason: {
      'contract-unknown': '现行政策中没有此名称的合同',
      'contract-vendor': '其自称的供应商编号与合同不同',
      'vendor-unlisted': '其供应商不在供应商名单上',
      'vendor-deleted': '其供应商已退出供应商名单',
      'vendor-purposes': '其供应商未声明合同的全部用途',
      'vendor-interest': '其供应商未声明合同所称的合法利益',
      'vendor-features': '其供应商未声明合同的特殊功能',
      'seller-unlisted': '其 sellers.json 未列出我们',
    },
  },
};
