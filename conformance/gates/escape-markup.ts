import type { escapeMarkup } from '../../demand/direct/src/escape.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof escapeMarkup>({
  file: 'demand/direct/src/escape.ts',
  export: 'escapeMarkup',
  says: {
    en: 'Texts and addresses in an ad’s markup can’t break out of their place',
    zh: '广告标记中的文字和地址无法逸出其位置',
  },
  provenBy: ['demand/direct/src/markup.test.ts'],
  mutants: { 'writes texts as they are': () => (text) => text },
});
