import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U3',
  title: {
    en: 'Report effectiveness and delivery by device type, across devices and sites',
    zh: '按设备类型、跨设备、跨站点报告效果与投放',
  },
  parts: [
    {
      en: 'reports of delivery and revenue by device type',
      zh: '按设备类型的投放与收入报告',
      features: ['services/control/src/report', 'engines/analytics/src'],
    },
    {
      en: 'a person is recognised only with what recognition needs',
      zh: '仅在具备识别所需许可时才识别个人',
      features: ['services/exchange/src/stages/recognise.ts'],
      gates: ['recognition'],
    },
    {
      en: 'conversions after a click, measured only where law and person let them be',
      zh: '点击之后的转化，仅在法律与本人允许时衡量',
      features: ['services/exchange/src/parts.ts', 'services/collector/src/take-conversion.ts'],
      gates: ['reportable'],
    },
    {
      en: 'conversions after a view, remembered by the browser or app that showed the ad and by nobody else',
      zh: '浏览之后的转化，只由展示广告的浏览器或应用记住',
      features: ['services/collector/src/told-view.ts', 'packages/events/src/view-id.ts'],
      gates: ['remembered-views', 'told-view'],
    },
    { en: 'an identity graph with consent on both ends', zh: '两端均获同意的身份图谱' },
    { en: 'reach, frequency and conversion across devices', zh: '跨设备的触达、频次与转化' },
    { en: 'interest ads across phones, OTT apps and smart TV', zh: '手机、OTT 应用与智能电视间的兴趣广告' },
  ],
});
