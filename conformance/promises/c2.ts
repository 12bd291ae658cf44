import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'C2',
  title: {
    en: 'The ad SDK and API collect exactly the declared device fields',
    zh: '广告 SDK 与接口只收集声明的设备字段',
  },
  parts: [
    {
      en: 'a closed inventory of fields: nothing undeclared is parsed',
      zh: '封闭的字段清单：未声明的内容不被解析',
      features: ['packages/policy/src/gates', 'packages/openrtb/src/vocabulary'],
      gates: ['collect'],
    },
    {
      en: 'nothing undeclared is sent',
      zh: '未声明的内容不被发送',
      features: ['services/exchange/src'],
      gates: ['project', 'share'],
    },
    {
      en: 'nothing undeclared is stored',
      zh: '未声明的内容不被存储',
      features: ['packages/policy/src/stored-places.ts', 'docs/stores.md'],
      gates: ['declared-stores'],
    },
    {
      en: 'nothing undeclared is logged',
      zh: '未声明的内容不被写入日志',
      features: ['services/control/src/log-line.ts'],
    },
    {
      en: 'what was let in is read for a declared purpose only',
      zh: '已进入的内容只为声明的用途读取',
      features: ['packages/policy/src/gates/request-view.ts'],
      gates: ['use'],
    },
    {
      en: 'permanent hardware ids are off unless a regime and a separate consent allow them, stored only keyed-hashed, never shared',
      zh: '永久硬件标识默认关闭，仅在法域允许且获单独同意时启用，只以带密钥哈希存储，绝不共享',
      features: ['packages/policy/src/gates/decision.ts'],
      gates: ['share'],
    },
    {
      en: 'no list in the words goes on',
      zh: '文字中没有开放式列举',
      features: ['policy/text'],
      gates: ['open-lists'],
    },
    {
      en: 'every other field is declared under the clause it serves',
      zh: '其他字段均在其所服务的条款下声明',
      features: ['policy/policy.yaml', 'packages/policy/src/compile'],
    },
    {
      en: 'partners’ ids stay in a browser’s cookie only where the policy lets them, partner by partner',
      zh: '合作方标识仅在政策允许时、逐个合作方地保存在浏览器 Cookie 中',
      features: ['services/exchange/src/user-sync'],
      gates: ['sync-rules'],
    },
  ],
});
