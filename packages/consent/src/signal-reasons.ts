/** Every reason code that reading signals gives, in words. A code is never used again for something else. */
export const SIGNAL_REASONS = {
  'location.unknown': { en: 'The place is unknown', zh: '无法确定所在地' },
  'location.contradiction': {
    en: 'Two places are named; the stricter rules apply',
    zh: '给出了两个所在地；按更严格的规则执行',
  },
  'signal.gdpr.malformed': { en: 'The GDPR flag cannot be read', zh: '无法读取 GDPR 标志' },
  'signal.tcf.missing': { en: 'No consent string came (TCF)', zh: '没有收到同意字符串（TCF）' },
  'signal.tcf.malformed': { en: 'The consent string cannot be read (TCF)', zh: '无法读取同意字符串（TCF）' },
  'signal.tcf.undisclosed': {
    en: 'The consent string does not say which vendors were shown (TCF)',
    zh: '同意字符串未说明展示过哪些供应商（TCF）',
  },
  'signal.tcf.expired': { en: 'The consent is older than 13 months (TCF)', zh: '同意已超过 13 个月（TCF）' },
  'signal.tcf.future': {
    en: 'The consent string is dated in the future (TCF)',
    zh: '同意字符串的日期在未来（TCF）',
  },
  'signal.tcf.contradiction': {
    en: 'Two consent strings contradict each other (TCF)',
    zh: '两个同意字符串互相矛盾（TCF）',
  },
  'signal.consent.beforeWidening': {
    en: 'The consent is older than the announcement of a wider use, so it does not count for that use',
    zh: '同意早于扩大使用的公告，因此对该使用不算数',
  },
  'signal.separate.missing': { en: 'No separate consent came', zh: '没有收到单独同意' },
  'signal.separate.malformed': { en: 'The separate consent cannot be read', zh: '无法读取单独同意' },
  'signal.coppa': { en: 'Marked as directed to children (COPPA)', zh: '标记为面向儿童（COPPA）' },
  'signal.coppa.malformed': { en: 'The COPPA flag cannot be read', zh: '无法读取 COPPA 标志' },
  'signal.gpc': { en: 'The browser asks not to sell or share (GPC)', zh: '浏览器要求不出售、不共享（GPC）' },
  'signal.gpc.malformed': { en: 'The GPC signal cannot be read', zh: '无法读取 GPC 信号' },
  'signal.usp.optOut': { en: 'Opted out (US Privacy)', zh: '已选择退出（US Privacy）' },
  'signal.usp.malformed': {
    en: 'The US Privacy string cannot be read',
    zh: '无法读取 US Privacy 字符串',
  },
  'signal.usp.notice': {
    en: 'No notice of the right to opt out was given (US Privacy)',
    zh: '未告知退出权（US Privacy）',
  },
  'signal.gpp.optOut': {
    en: 'Opted out of sale, sharing or targeted ads (GPP)',
    zh: '已选择退出出售、共享或定向广告（GPP）',
  },
  'signal.gpp.gpc': {
    en: 'The browser asks not to sell or share (GPC inside GPP)',
    zh: '浏览器要求不出售、不共享（GPP 中的 GPC）',
  },
  'signal.gpp.child': { en: 'Known to be a child (GPP)', zh: '已知为儿童（GPP）' },
  'signal.gpp.sensitive': { en: 'Sensitive data may not be used (GPP)', zh: '不得使用敏感数据（GPP）' },
  'signal.gpp.sensitiveNotice': {
    en: 'No notice of sensitive data use was given (GPP)',
    zh: '未告知敏感数据的使用（GPP）',
  },
  'signal.gpp.notice': {
    en: 'A notice the law asks for was not given (GPP)',
    zh: '未作法律要求的告知（GPP）',
  },
  'signal.gpp.serviceProvider': {
    en: 'The platform may act as service provider only (GPP)',
    zh: '平台只能作为服务提供者（GPP）',
  },
  'signal.gpp.personalData': {
    en: 'No consent to further use of personal data (GPP)',
    zh: '未同意个人数据的其他使用（GPP）',
  },
  'signal.gpp.unknown': { en: 'A GPP section that is not known here', zh: '未知的 GPP 分段' },
  'signal.gpp.section.malformed': { en: 'A GPP section cannot be read', zh: '无法读取 GPP 分段' },
  'signal.gpp.missing': {
    en: 'A GPP section is said to apply but did not come',
    zh: '声称适用的 GPP 分段没有收到',
  },
  'signal.gpp.malformed': { en: 'The GPP string cannot be read', zh: '无法读取 GPP 字符串' },
  'signal.gpp.sid.malformed': { en: 'The list of GPP sections cannot be read', zh: '无法读取 GPP 分段列表' },
  'signal.dnt': { en: 'Do Not Track is on', zh: '已开启“请勿跟踪”' },
  'signal.dnt.malformed': { en: 'The Do Not Track flag cannot be read', zh: '无法读取“请勿跟踪”标志' },
  'signal.lmt': { en: 'Ad tracking is limited on the device (LMT)', zh: '设备限制广告跟踪（LMT）' },
  'signal.lmt.malformed': { en: 'The LMT flag cannot be read', zh: '无法读取 LMT 标志' },
  'signal.att': { en: 'Tracking was not permitted to the app (ATT)', zh: '未授权应用跟踪（ATT）' },
  'signal.ifa.zero': {
    en: 'The advertising id is switched off on the device',
    zh: '设备已关闭广告标识符',
  },
  'signal.own.optOut': { en: 'The person opted out with the platform', zh: '本人已向平台选择退出' },
  'signal.own.unreadable': {
    en: 'Whether the person opted out with the platform cannot be told now, so it counts as if',
    zh: '目前无法确认本人是否已向平台选择退出，因此按已退出处理',
  },
  'signal.own.deletion': { en: 'The person asked the platform for deletion', zh: '本人已向平台要求删除' },
} as const;

/** A reason code of a signal. */
export type SignalReason = keyof typeof SIGNAL_REASONS;
