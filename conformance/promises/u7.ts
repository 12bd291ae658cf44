import { definePromise } from '../registry/define-promise.ts';

export const promise = definePromise({
  id: 'U7',
  title: {
    en: 'Identify and prevent fraud and false traffic; protect the system',
    zh: '识别和防止欺诈与虚假流量，保护系统',
  },
  parts: [
    {
      en: 'events are the platform’s own, counted once, and charged only if valid',
      zh: '事件由平台签发、只计一次、有效才计费',
      features: ['packages/events/src', 'services/collector/src', 'services/pipeline/src'],
      gates: ['event-token', 'event-per-ad', 'valid-event', 'count-once', 'counted-events-table'],
    },
    {
      en: 'a conversion is told by the advertiser with a key, by a click or view of its ad, in its window, and counts once',
      zh: '转化由广告主凭密钥、经其广告的点击或浏览、在归因期内上报，且只计一次',
      features: ['services/collector/src/read-conversion.ts', 'packages/events/src/click-id.ts'],
      gates: ['click-ids', 'view-ids', 'conversion-keys', 'paying-keys', 'conversion-once', 'attributed'],
    },
    {
      en: 'requests that robots or floods may have sent teach nothing: neither what goals cost, nor how much traffic there is, nor which ads work',
      zh: '可能来自机器人或洪流的请求不教给系统任何东西：目标的代价、流量的多少与广告的效果都不受其影响',
      features: ['services/exchange/src/stages/doubts.ts', 'services/exchange/src/open-auction.ts'],
      gates: ['doubts'],
    },
    { en: 'general invalid traffic beyond declared robots', zh: '自称机器人之外的一般无效流量' },
    { en: 'sophisticated invalid traffic', zh: '复杂无效流量' },
    { en: 'account security', zh: '账户安全', features: ['services/control/src/auth'] },
  ],
});
