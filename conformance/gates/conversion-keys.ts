import { createHash } from 'node:crypto';
import type { readConversion } from '../../services/collector/src/read-conversion.ts';
import { defineGate } from '../registry/define-gate.ts';

const sha256 = (text: unknown): string => createHash('sha256').update(String(text)).digest('hex');

export const gate = defineGate<typeof readConversion>({
  file: 'services/collector/src/read-conversion.ts',
  export: 'readConversion',
  says: {
    en: 'A conversion is taken from whoever holds a key of the advertiser whose ad was clicked, in the way that the key is for',
    zh: '只有持有被点击广告之广告主密钥者，才能以该密钥所限的方式上报转化',
  },
  provenBy: ['services/collector/src/conversion.test.ts'],
  mutants: {
    'asks for no key': (original) => (report, means) =>
      original(report, {
        ...means,
        conversionsOf: (advertiser) => ({
          ...means.conversionsOf(advertiser),
          keys: [{ use: report.use, hash: sha256(report.key) }],
        }),
      }),
    'takes a page’s key from a server': (original) => (report, means) =>
      original(report, {
        ...means,
        conversionsOf: (advertiser) => {
          const rules = means.conversionsOf(advertiser);
          return rules && { ...rules, keys: rules.keys.map((key) => ({ ...key, use: report.use })) };
        },
      }),
  },
});
