/** What every model says of itself in the same words. */
const FIGURES = {
  logLoss: '对数损失',
  entropy: '归一化熵',
  auc: 'AUC',
  calibration: '校准',
  explore: '探索比例',
};
const HINTS = {
  logLoss: '若始终以该率预测则为 {{base}}',
  entropy: '低于 1 表示优于仅知该率',
  auc: '0.5 表示无法区分',
  explore: '用于探索的花费上限',
};

/** Texts of what was learned of ads. */
export const zhEffectiveness = {
  effectiveness: {
    description: '哪些广告在何处被点击，点击之后又发生了什么：模型事先的预测与实际结果的对照。',
    empty: '尚未学到内容',
    emptyText: '直接售卖的广告在展示十分钟后参与学习，范围以现行政策允许者为限。',
    goal: '预测对象',
    slice: '广告形式',
    slices: { all: '全部形式', banner: '横幅', video: '视频', native: '原生', audio: '音频' },
    goals: {
      click: {
        name: '点击',
        empty: '尚未学到点击',
        emptyText: '展示在十分钟后参与学习。',
        figures: {
          examples: '参与学习的展示',
          successes: '点击',
          baseRate: '点击率',
          ...FIGURES,
        },
        hints: {
          examples: '直客广告，有效流量',
          successes: '展示后十分钟内',
          baseRate: '近期',
          calibration: '预测点击与实际点击之比',
          ...HINTS,
        },
        chart: '预测点击率与实际点击率',
        chartText: '按预测值从低到高分组的展示',
        examples: '展示',
        table: '相对点击率的提升',
      },
      conversion: {
        name: '转化',
        empty: '尚未学到转化',
        emptyText: '点击在其广告竞价一天后参与学习，前提是用户允许衡量转化且广告主回报转化。',
        figures: {
          examples: '参与学习的点击',
          successes: '转化',
          baseRate: '转化率',
          ...FIGURES,
        },
        hints: {
          examples: '允许衡量转化的点击',
          successes: '属于付费类型',
          baseRate: '近期每次点击',
          calibration: '预测转化与实际转化之比',
          ...HINTS,
        },
        chart: '预测转化率与实际转化率',
        chartText: '按预测值从低到高分组的点击',
        examples: '点击',
        table: '相对转化率的提升',
      },
      viewConversion: {
        name: '浏览后转化',
        empty: '尚未学到浏览后转化',
        emptyText:
          '为浏览后转化付费的广告，其展示在竞价一天后参与学习，前提是用户允许衡量转化并允许记住所看广告。',
        figures: {
          examples: '参与学习的展示',
          successes: '未经点击的转化',
          baseRate: '转化率',
          ...FIGURES,
        },
        hints: {
          examples: '浏览后转化计入的展示',
          successes: '属于付费类型',
          baseRate: '近期每次展示',
          calibration: '预测转化与实际转化之比',
          ...HINTS,
        },
        chart: '预测与实际的浏览后转化率',
        chartText: '按预测值从低到高分组的展示',
        examples: '展示',
        table: '相对浏览后转化率的提升',
      },
    },
    trainedTo: '学习截至 {{moment}} 的展示',
    predicted: '预测',
    observed: '实际',
    lift: '提升倍数',
    howTitle: '学习的依据',
    how: '依据广告、订单项与广告主、广告位与媒体、广告形式与尺寸、设备类别与操作系统、国家以及一周中的时段。不使用任何能识别个人的信息；转化仅在用户允许衡量时参与学习。每次展示均先预测、后学习；近期的展示权重更高。一天之后才发生的转化在其到来时补入。',
  },
};
