import type { Consent, Country, Language } from './choices.ts';

/** Every word of the page's own interface, in one language. */
export interface Texts {
  readonly title: string;
  readonly demoLabel: string;
  readonly demoNote: string;
  readonly advertisement: string;
  readonly visiting: string;
  readonly countryLabel: string;
  readonly countries: Readonly<Record<Country, string>>;
  readonly consentLabel: string;
  readonly consents: Readonly<Record<Consent, string>>;
  readonly signalNote: Readonly<
    Record<'none' | 'tcf' | 'us' | 'separate' | 'noStandard' | 'unasked', string>
  >;
  readonly again: string;
  readonly panelTitle: string;
  readonly panelIntro: string;
  readonly jump: string;
  readonly working: string;
  readonly nobody: string;
  readonly failed: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly columns: {
    readonly bidder: string;
    readonly price: string;
    readonly outcome: string;
    readonly time: string;
  };
  readonly priceUnit: string;
  readonly outcomes: Readonly<Record<OutcomeName, string>>;
  readonly direct: string;
  readonly won: string;
  readonly empty: string;
  readonly events: string;
  readonly eventNames: Readonly<Record<EventName, string>>;
  readonly sent: string;
  readonly toldTitle: string;
  readonly toldNothing: string;
  readonly regime: string;
  readonly fatesTitle: string;
  readonly fates: Readonly<Record<string, string>>;
  readonly clause: string;
  readonly fate: string;
  readonly field: string;
  readonly reason: string;
  readonly fallback: string;
  readonly waiting: string;
  readonly pageSent: string;
  readonly pageSentNote: string;
  readonly videoPlay: string;
  readonly videoPause: string;
  readonly videoMute: string;
  readonly videoUnmute: string;
  readonly videoVisit: string;
  readonly videoUnplayable: string;
  readonly footer: string;
  readonly policy: string;
  readonly switchLanguage: string;
}

export type OutcomeName =
  | 'won'
  | 'lowerPrice'
  | 'belowFloor'
  | 'noBid'
  | 'timeout'
  | 'blocked'
  | 'error'
  | 'other';

export type EventName =
  | 'win'
  | 'billing'
  | 'rendered'
  | 'viewable'
  | 'impression'
  | 'start'
  | 'complete'
  | 'click';

const en: Texts = {
  title: 'The Side Street',
  demoLabel: 'jianchat demo',
  demoNote: 'A made-up magazine with real auctions: every ad here was chosen just now.',
  advertisement: 'Advertisement',
  visiting: 'Visit as someone else',
  countryLabel: 'Country',
  countries: { unknown: 'Unknown', DE: 'Germany', US: 'United States', CN: 'China', BR: 'Brazil' },
  consentLabel: 'Consent',
  consents: { none: 'No answer', accept: 'Accept all', reject: 'Reject all' },
  signalNote: {
    none: 'No country and no consent signal goes along.',
    unasked: 'The country goes along, but no consent signal: nobody has answered yet.',
    tcf: 'A real TCF 2.3 consent string goes along.',
    us: 'A GPP string for the United States, US Privacy and Global Privacy Control go along.',
    separate:
      'A list of the purposes agreed to one by one goes along, as Chinese law asks; no standard string for it exists.',
    noStandard:
      'No consent string of this kind exists here, so only the country goes along and the policy decides.',
  },
  again: 'Run again',
  panelTitle: 'Who won, and why',
  panelIntro:
    'This page deliberately sends a random id with every request, made anew on each visit and stored nowhere. Change country or consent above and watch who still gets it, and what that does to the prices.',
  jump: 'Who won, and why',
  working: 'Auctions running …',
  nobody: 'No ad',
  failed: 'The auction request failed',
  slots: { 'demo-banner': 'Banner', 'demo-video': 'Video' },
  columns: { bidder: 'Bidder', price: 'Price', outcome: 'Outcome', time: 'ms' },
  priceUnit: 'per thousand',
  outcomes: {
    won: 'Winner',
    lowerPrice: 'Lower price',
    belowFloor: 'Below floor',
    noBid: 'No bid',
    timeout: 'Too late',
    blocked: 'Not asked',
    error: 'Error',
    other: 'Not chosen',
  },
  direct: 'direct campaign',
  won: 'won',
  empty: 'Nobody bid for this slot.',
  events: 'Events',
  eventNames: {
    win: 'Win notice',
    billing: 'Billing notice',
    rendered: 'Ad shown',
    viewable: 'Half in view for a second',
    impression: 'Impression',
    start: 'Video started',
    complete: 'Video finished',
    click: 'Click',
  },
  sent: 'sent',
  toldTitle: 'What each bidder was told',
  toldNothing: 'Nothing was disclosed.',
  regime: 'Rules applied',
  fatesTitle: 'What happened to each field',
  fates: { kept: 'kept', truncated: 'shortened', hashed: 'hashed', dropped: 'dropped' },
  clause: 'clause',
  fate: 'Fate',
  field: 'Field',
  reason: 'Reason',
  fallback:
    'The server’s own record of this auction cannot be read here. Shown is what Prebid.js knows from the answer.',
  waiting: 'Waiting for the server’s own record of this auction …',
  pageSent: 'What this page sent to the server',
  pageSentNote: 'What a bidder is told is a selection from this, made under the privacy policy.',
  videoPlay: 'Play',
  videoPause: 'Pause',
  videoMute: 'Mute',
  videoUnmute: 'Sound on',
  videoVisit: 'Visit advertiser',
  videoUnplayable: 'The winning ad has no video file that this browser plays.',
  footer:
    'All products, bidders and places on this page are made up. The auctions, prices and disclosures are real ones of this installation.',
  policy: 'Privacy policy in force',
  switchLanguage: '中文',
};

const zh: Texts = {
  title: '小街',
  demoLabel: 'jianchat 演示',
  demoNote: '虚构的杂志，真实的竞价：这里的每则广告都是刚刚选出来的。',
  advertisement: '广告',
  visiting: '换一种身份访问',
  countryLabel: '国家',
  countries: { unknown: '未知', DE: '德国', US: '美国', CN: '中国', BR: '巴西' },
  consentLabel: '同意',
  consents: { none: '未答复', accept: '全部接受', reject: '全部拒绝' },
  signalNote: {
    none: '不附带国家，也不附带任何同意信号。',
    unasked: '附带国家，但没有同意信号：访客尚未答复。',
    tcf: '附带一个真实的 TCF 2.3 同意字符串。',
    us: '附带美国的 GPP 字符串、US Privacy 与全球隐私控制（GPC）信号。',
    separate: '附带逐项单独同意的目的清单，这是中国法律的要求；目前尚无相应的标准字符串。',
    noStandard: '此处没有这类同意字符串标准，只附带国家，由隐私政策决定。',
  },
  again: '重新竞价',
  panelTitle: '谁赢了，为什么',
  panelIntro:
    '本页面有意在每次请求中附带一个随机标识：每次访问重新生成，不保存在任何地方。请在上方更换国家或同意选项，看看谁还能收到它，以及价格如何随之变化。',
  jump: '谁赢了，为什么',
  working: '正在竞价……',
  nobody: '无广告',
  failed: '竞价请求失败',
  slots: { 'demo-banner': '横幅', 'demo-video': '视频' },
  columns: { bidder: '竞价方', price: '价格', outcome: '结果', time: '毫秒' },
  priceUnit: '每千次展示',
  outcomes: {
    won: '胜出',
    lowerPrice: '价格较低',
    belowFloor: '低于底价',
    noBid: '未出价',
    timeout: '超时',
    blocked: '未询价',
    error: '错误',
    other: '未选中',
  },
  direct: '直投广告',
  won: '胜出',
  empty: '此广告位无人出价。',
  events: '事件',
  eventNames: {
    win: '胜出通知',
    billing: '计费通知',
    rendered: '广告已展示',
    viewable: '一半面积可见满一秒',
    impression: '曝光',
    start: '视频开始',
    complete: '视频播完',
    click: '点击',
  },
  sent: '已发送',
  toldTitle: '各竞价方得知了什么',
  toldNothing: '没有向外披露任何信息。',
  regime: '适用规则',
  fatesTitle: '每个字段的去向',
  fates: { kept: '保留', truncated: '截短', hashed: '哈希', dropped: '丢弃' },
  clause: '条款',
  fate: '去向',
  field: '字段',
  reason: '原因',
  fallback: '此处无法读取服务器对本次竞价的记录，以下是 Prebid.js 从应答中得知的内容。',
  waiting: '正在等待服务器对本次竞价的记录……',
  pageSent: '本页面发给服务器的内容',
  pageSentNote: '竞价方得知的只是其中一部分，按隐私政策选取。',
  videoPlay: '播放',
  videoPause: '暂停',
  videoMute: '静音',
  videoUnmute: '打开声音',
  videoVisit: '访问广告主',
  videoUnplayable: '胜出的广告没有此浏览器能播放的视频文件。',
  footer: '本页面上的产品、竞价方和地点均为虚构；竞价、价格与披露记录则是本安装中真实发生的。',
  policy: '现行隐私政策',
  switchLanguage: 'English',
};

export const texts: Readonly<Record<Language, Texts>> = { en, zh };
