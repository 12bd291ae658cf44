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
    { en: 'general invalid traffic beyond declared robots', zh: '自称机器人之外的一般无效流量' },
    { en: 'sophisticated invalid traffic', zh: '复杂无效流量' },
    { en: 'account security', zh: '账户安全', features: ['services/control/src/auth'] },
  ],
});
