import type { viewsRule } from '../../services/exchange/src/parts.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof viewsRule>({
  file: 'services/exchange/src/parts.ts',
  export: 'viewsRule',
  says: {
    en: 'That an ad was seen is remembered only where storing on the device and measuring are allowed, and never of who opted out or refused tracking',
    zh: '仅在允许设备存储与衡量时才记住广告被看过，选择退出或拒绝跟踪者一律不记',
  },
  provenBy: ['services/exchange/src/reportable.test.ts'],
  mutants: {
    'remembers everybody': () => () => () => true,
    'hears no refusal': (original) => (policy, gates) => (admitted) =>
      original(policy, gates)({ ...admitted, signals: { ...admitted.signals, floors: 0 } }),
  },
});
