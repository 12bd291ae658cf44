import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'K2',
  title: {
    en: 'Protection against attack, leak, damage and loss, by prevailing standards',
    zh: '依通行标准防范攻击、泄露、毁损和丢失',
  },
  parts: [
    {
      en: 'hardened pages, reports and markup',
      zh: '加固的页面、报表与广告标记',
      features: ['services/control/src/api', 'demand/direct/src'],
      gates: ['same-origin', 'declared-answers', 'csv-formulas', 'escape-markup'],
    },
    {
      en: 'nothing personal and no secret in logs',
      zh: '日志不含个人数据与秘密',
      features: ['services/control/src/log-line.ts', 'apps/jianchat/src/settings'],
      gates: ['error-detail', 'settings-redacted'],
    },
    {
      en: 'integrity of books and ledger',
      zh: '账目与账本的完整性',
      features: ['engines/records/src', 'packages/ledger/src'],
      gates: ['double-entry', 'ledger-folder'],
    },
    { en: 'rate limits and isolation of tenants', zh: '限流与租户隔离' },
    {
      en: 'fuzzed parsers',
      zh: '经模糊测试的解析器',
      features: ['services/exchange/src/hostile-input.test.ts'],
    },
    { en: 'backup and restore', zh: '备份与恢复' },
    { en: 'incident response', zh: '事件响应' },
    {
      en: 'a control register mapped to OWASP ASVS 5 and ISO 27001',
      zh: '对应 OWASP ASVS 5 与 ISO 27001 的控制登记册',
    },
  ],
});
