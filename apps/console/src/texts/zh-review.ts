import type { enReview } from './en-review.ts';
import type { TextsLike } from './texts-like.ts';

/** 素材审核页的文字。 */
export const zhReview: TextsLike<typeof enReview> = {
  review: {
    description: '按所展示内容区分的广告素材。直投素材审核通过后才投放；竞价方的素材依其各自的规则投放。',
    keys: '快捷键：j 下一个 · k 上一个 · a 通过 · r 拒绝',
    queue: '广告素材',
    state: { pending: '待审核', approved: '已通过', rejected: '已拒绝' },
    source: '来源',
    sources: { direct: '直投活动', openrtb: '竞价方' },
    anySource: '全部来源',
    anyFormat: '全部格式',
    empty: '这里没有内容',
    emptyText: '素材录入时，或竞价方首次发来时，会出现在这里。',
    approve: '通过',
    reject: '拒绝',
    reason: '理由',
    reasonHint: '素材的提供方会问为什么',
    firstSeen: '首次出现',
    lastSeen: '最近出现',
    decided: '决定',
    secure: 'HTTPS 页面',
    insecure: '不展示：素材通过明文 HTTP 加载内容',
    tagWrappers: '标签后的包装层数',
    tagHosts: '经由主机',
    tagLeadsTo: '指向（未跟踪）',
    tagFound: '最终内容',
    markup: '素材内容',
    pictureOf: '{{creative}} 的外观',
    pictureWaiting: '图片尚未生成。',
    rule: '其广告素材',
    rules: { auto: '录入即投放', manual: '审核通过后投放' },
    noPicture: '没有图片：视频和音频没有图片，且生成图片需要本机装有 Chromium。',
  },
};
