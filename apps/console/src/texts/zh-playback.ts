import type { enPlayback } from './en-playback.ts';
import type { TextsLike } from './texts-like.ts';

/** 视频与音频报表的文字。 */
export const zhPlayback: TextsLike<typeof enPlayback> = {
  playback: {
    description: '视频与音频广告播放到了哪里，以及为何未能播放。依播放器上报，时间为 UTC。',
    chart: '广告播放进度',
    ads: '广告数',
    table: '播放',
    empty: '此时段没有播放视频或音频广告',
    why: '广告未能播放的原因',
    noErrors: '没有播放器上报错误。',
    code: 'VAST 代码',
    meaning: '错误类别',
    impression: '曝光',
    start: '开始播放',
    firstQuartile: '四分之一',
    midpoint: '一半',
    thirdQuartile: '四分之三',
    complete: '播放完成',
    completionRate: '完播率',
    skip: '跳过',
    skipRate: '跳过率',
    mute: '静音',
    unmute: '取消静音',
    pause: '暂停',
    resume: '继续',
    viewable: '可见',
    click: '点击',
    error: '错误',
    errors: {
      none: '未注明代码',
      document: '文档无法读取',
      trafficking: '不是播放器接受的内容',
      wrapper: '包装没有指向广告',
      linear: '媒体无法播放',
      extras: '伴随或非线性广告',
      undefined: '未定义，或播放器脚本出错',
    },
  },
};
