import { SIGNAL_REASONS } from '@jianchat/consent';
import type { CompiledPolicy, Locale } from '@jianchat/policy';

const EN = {
  policy: 'Policy',
  signals: 'Signals',
  noSignals: 'None: nothing in the request says what the person wants or where they are.',
  regime: 'Rules',
  speaksFor: 'speaks for',
  raises: 'raises',
  grants: 'grants',
  nothing: 'takes nothing away',
  floors: 'Taken away by',
  granted: 'Granted',
  purposes: 'For',
  none: 'nothing',
  fields: 'Fields that came',
  field: 'field',
  outcome: 'outcome',
  clause: 'clause',
  reason: 'why',
  undeclared: 'Members that the policy does not declare: neither read nor kept, only counted',
  root: 'the request itself',
  faults: 'Values of the wrong type: the exchange refuses the request',
  recipient: 'Recipient',
  vendor: 'vendor',
  projection: 'What it would be sent',
  kept: 'kept',
  truncated: 'shortened',
  hashed: 'hashed',
  dropped: 'dropped',
  shared: 'sent',
  coarse: 'sent shortened',
  withheld: 'withheld',
  stored:
    'The request names stored requests or imps; the exchange lays them under it, this explanation does not.',
  'why.purpose': 'needed for: {}',
  'why.requires': 'needs “{}”, which is not allowed here',
  'why.regime': 'not collected under: {}',
  'why.vendor': 'the person did not allow this recipient: {}',
  'why.grant': 'the person did not agree to: {}',
  'why.basis': 'the rules of this place give no ground for: {}',
  'why.never': 'never shared with anybody',
  'why.basis.none': 'no purpose that needs it is allowed here',
  'why.contract.none': 'the contract does not name this field',
  'why.contract.purpose': 'the contract names it only for purposes it does not serve',
} as const;

/** A key of the explanation's own words. */
export type ExplainWord = keyof typeof EN;

const ZH: Record<ExplainWord, string> = {
  policy: '政策',
  signals: '信号',
  noSignals: '无：请求未说明本人的意愿，也未说明所在地。',
  regime: '适用规则',
  speaksFor: '指向',
  raises: '引发',
  grants: '同意',
  nothing: '不作限制',
  floors: '受限于',
  granted: '已同意',
  purposes: '用于',
  none: '无',
  fields: '收到的字段',
  field: '字段',
  outcome: '结果',
  clause: '条款',
  reason: '原因',
  undeclared: '政策未声明的成员：既不读取也不保留，只计数',
  root: '请求本身',
  faults: '类型错误的值：交易端会拒绝该请求',
  recipient: '接收方',
  vendor: '供应商',
  projection: '将发送给它的内容',
  kept: '保留',
  truncated: '截短',
  hashed: '散列',
  dropped: '丢弃',
  shared: '发送',
  coarse: '截短后发送',
  withheld: '不发送',
  stored: '请求引用了已存储的请求或广告位；交易端会将其合并，本说明不会。',
  'why.purpose': '用于：{}',
  'why.requires': '需要“{}”，此处不允许',
  'why.regime': '在此规则下不收集：{}',
  'why.vendor': '本人未允许该接收方用于：{}',
  'why.grant': '本人未同意：{}',
  'why.basis': '此地规则未给出依据：{}',
  'why.never': '从不与任何人共享',
  'why.basis.none': '需要该字段的目的在此处均不允许',
  'why.contract.none': '合同未列出该字段',
  'why.contract.purpose': '合同仅为该字段不服务的目的列出它',
};

/** The words of an explanation in one language; names of purposes, floors and regimes are the policy's own. */
export interface ExplainWords {
  word(key: ExplainWord): string;
  /** A purpose, floor or regime by its name in the policy; the name itself where the policy has no text. */
  name(kind: 'purpose' | 'floor' | 'regime', name: string): string;
  /** A reason code in words; the code itself where there are none. */
  reason(code: string): string;
}

export function explainWords(policy: CompiledPolicy, locale: Locale): ExplainWords {
  const table: Record<ExplainWord, string> = locale === 'zh' ? ZH : EN;
  const name: ExplainWords['name'] = (kind, row) => policy.texts[locale][`${kind}.${row}`] ?? row;
  const signals: Readonly<Record<string, Record<Locale, string>>> = SIGNAL_REASONS;
  const filled = (family: string, text: string): string =>
    (table[`why.${family}` as ExplainWord] ?? family).replace('{}', text);
  return {
    word: (key) => table[key],
    name,
    reason(code) {
      const whole = table[`why.${code}` as ExplainWord] ?? signals[code]?.[locale];
      if (whole !== undefined) return whole;
      const [family = '', ...rest] = code.split('.');
      const row = rest.join('.');
      if (family === 'floor') return name('floor', row);
      if (family === 'regime') return filled('regime', name('regime', row));
      return row === '' || !(`why.${family}` in table) ? code : filled(family, name('purpose', row));
    },
  };
}
