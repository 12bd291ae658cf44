import type { toldOfView } from '../../services/collector/src/told-view.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof toldOfView>({
  file: 'services/collector/src/told-view.ts',
  export: 'toldOfView',
  says: {
    en: 'Who shows an ad is given the id of its view only where one may be remembered, and its browser hands it to that advertiser’s reports alone',
    zh: '仅在可以记住时才把浏览标识交给展示者，浏览器也只随该广告主的上报交回',
  },
  provenBy: ['services/collector/src/conversion.test.ts'],
  mutants: {
    'gives robots one': (original) => (event, means) => original(event, { ...means, outcome: 'recorded' }),
    'hears no opt-out': (original) => (event, means) =>
      original(event, { ...means, isOptedOut: () => false }),
    'hands it to everybody': (original) => (event, means) => {
      const told = original(event, means);
      const cookie = told['set-cookie'];
      if (typeof cookie !== 'string') return told;
      return { ...told, 'set-cookie': cookie.replace(/Path=[^;]+/, 'Path=/') };
    },
  },
});
