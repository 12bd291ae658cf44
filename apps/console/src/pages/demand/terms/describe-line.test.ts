import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../texts/en.ts';
import { zh } from '../../../texts/zh.ts';
import { type DescribeMeans, describeLine } from './describe-line.ts';

const instance = i18next.createInstance();
beforeAll(async () => {
  await instance.init({
    lng: 'en',
    defaultNS: 'console',
    resources: { en: { console: en }, zh: { console: zh } },
    interpolation: { escapeValue: false },
  });
});

const means = (language: 'en' | 'zh'): DescribeMeans => ({
  t: instance.getFixedT(language, 'console'),
  money: (micros) => `$${micros / 1_000_000}`,
  count: (value) => value.toLocaleString('en'),
  moment: (iso) => iso.slice(0, 10),
  option: (path, value) => `${path}:${value}`,
  valueName: (_, value) => value,
  traitName: (trait) => trait,
});

const LINE = {
  kind: 'standard',
  cost: { model: 'cpc', clickMicros: 400_000 },
  goal: { metric: 'clicks', amount: 5000 },
  budgetDailyMicros: 50_000_000,
  startsAt: '2026-12-01T00:00:00Z',
  pacing: { mode: 'even' },
  dayParts: [{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }],
  caps: [{ timesMax: 3, minutes: 2880 }],
  targeting: {
    countries: ['DE', 'AT'],
    where: { any: [{ os: ['ios'] }, { language: ['de'] }], not: { browser: ['opera'] } },
  },
};

describe('what a line item does, in words', () => {
  it('names price, goal, budget, time, caps and targeting in one sentence', () => {
    expect(describeLine(LINE, means('en'))).toBe(
      'kind:standard; $0.4, cost:cpc; until 5,000 goal.metric:clicks; at most $50 a day; from 2026-12-01 on; ' +
        'pacing.mode:even; only Mon–Fri 09:00–18:00; ' +
        'at most 3 times per 2 × day for each caps.by:person, counting caps.of:lineItem; ' +
        'where country is DE or AT and (os is ios or language is de) and not (browser is opera).',
    );
  });

  it('says so where it costs nothing and runs everywhere, in Chinese too', () => {
    expect(describeLine({ kind: 'house' }, means('zh'))).toBe('kind:house；免费；不限位置。');
  });

  it('leaves out groups that say nothing yet', () => {
    const line = { ...LINE, targeting: { where: { all: [{}, { os: [] }], not: {} } } };
    expect(describeLine(line, means('en'))).toMatch(/everywhere\.$/);
  });
});
