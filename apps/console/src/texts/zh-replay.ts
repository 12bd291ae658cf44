import type { enReplay } from './en-replay.ts';
import type { TextsLike } from './texts-like.ts';

/** 重放已记录竞价的文字。 */
export const zhReplay: TextsLike<typeof enReplay> = {
  replay: {
    title: '重放',
    lead: '对已记录的竞价重新决策：当时的预估有多准，以及在同样的报价中作其他选择会带来什么。',
    count: '最近的竞价数',
    start: '开始重放',
    again: '再次重放',
    running: '正在重放最近 {{auctions}} 次竞价：{{share}}',
    progress: '重放进度',
    beside: '重放与请求同时运行，并为请求让路。您可以离开此页。',
    failed: '重放失败',
    failedText: '未改变任何内容。平台日志中写有原因。',
    none: '尚未重放',
    noneText: '开始一次重放，以比较所作的选择与其他报价。',
    noneToRead: '运营人员可以开始一次重放。',
    found: '{{auctions}} 次竞价中的 {{decisions}} 次决策 · {{moment}} · 保留至平台重启',
    noDecisions: '这些竞价中没有可由预估选出的广告。',
    noGoal: '所展示的广告均非按转化付费。',
    choice: '由谁选择',
    choices: {
      asDecided: '实际的决策',
      bestEstimate: '始终选当时预估最高者',
      modelNow: '模型现在所知',
    },
    rates: { click: '每次决策的点击', conversion: '每次决策的转化' },
    perAd: '每个展示的广告',
    matched: '相同选择',
    stands: '有效依据',
    chart: '所展示广告的预估与实际',
    chartText: '按排序时所用的预估分组；对数损失 {{loss}}，始终取平均则为 {{base}}，归一化熵 {{entropy}}',
    how: '探索的展示机会按抽签展示最高预估不会选中的广告。若另一种选择会展示同一广告，则该决策计入它，抽中概率越低权重越大（逆倾向评分）。± 为标准误：差距小于它的选择无法区分。“有效依据”是同等权重的决策数；少于几百时请等待更多数据。',
  },
};
